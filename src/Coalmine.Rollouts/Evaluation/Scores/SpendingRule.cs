using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>
/// Group-sequential boundaries in each direction, for looks planned at equal steps of information. A look of the rollout is the last planned one that its
/// information has reached; the ones in between decide nothing, one that is skipped spends nothing, and after the last nothing more is decided. A pass
/// belongs to the step of its look: good evidence of an earlier step must not promote a canary that has changed since.
/// </summary>
internal sealed class SpendingRule : ScoreRule
{
    private readonly double _planned;
    private readonly double[] _harm;
    private readonly double[] _safety;

    /// <param name="method">How the risk is spent, over how many looks and how much information.</param>
    /// <param name="harm">One-sided risk of a false rollback.</param>
    /// <param name="safety">One-sided risk of a miss.</param>
    public SpendingRule(CheckMethod.GroupSequential method, double harm, double safety)
    {
        AlphaSpending spending = method.Shape switch
        {
            SpendingShape.OBrienFleming => new AlphaSpending.OBrienFleming(),
            SpendingShape.Pocock => new AlphaSpending.Pocock(),
            SpendingShape.Power power => new AlphaSpending.Power(power.Exponent),
            SpendingShape.HwangShihDeCani family => new AlphaSpending.HwangShihDeCani(family.Gamma),
            _ => throw new InvalidOperationException("Unreachable: the shapes are closed."),
        };
        double[] times = [.. Enumerable.Range(1, method.Looks).Select(look => (double)look / method.Looks)];
        _planned = method.Samples;
        _harm = GroupSequential.Bounds(spending, harm, times);
        _safety = harm == safety ? _harm : GroupSequential.Bounds(spending, safety, times);
    }

    public override Guarantee Guarantee => Guarantee.PlannedSequential;

    public override VerdictReason? Withholds(ScoreState state)
    {
        if (state.LookedIn == state.Since)
            return null;
        return state.PlannedLooks == _harm.Length ? VerdictReason.PlanUsedUp : VerdictReason.NoPlannedLook;
    }

    public override void Weigh(ScoreState state, double z, double information)
    {
        int look = (int)Math.Min(_harm.Length, Math.Floor(information / _planned * _harm.Length));
        if (look <= state.PlannedLooks)
        {
            if (state.PlannedLooks == 0)
                state.Standing = new ScoreStanding(z, 0, -z, 0, information / _planned);
            return;
        }

        (state.PlannedLooks, state.LookedIn) = (look, state.Since);
        state.Standing = new ScoreStanding(z, _harm[look - 1], -z, _safety[look - 1], (double)look / _harm.Length);
        state.ShowsHarm = z >= state.Standing.HarmNeeded;
        state.ShowsSafety = -z >= state.Standing.SafetyNeeded;
    }
}
