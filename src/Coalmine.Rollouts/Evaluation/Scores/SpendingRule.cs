using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>
/// Group-sequential boundaries in each direction. A look counts once a hundredth of the planned information has come since the last one that did: more looks cost
/// much and gain nothing. Once the plan is used up nothing more is spent: what stands then stands.
/// </summary>
/// <param name="shape">How the risk is spent.</param>
/// <param name="harm">One-sided risk of a false rollback.</param>
/// <param name="safety">One-sided risk of a miss.</param>
/// <param name="planned">The planned information.</param>
internal sealed class SpendingRule(SpendingShape shape, double harm, double safety, double planned) : ScoreRule
{
    private const double Closest = 0.01;

    public override Guarantee Guarantee => Guarantee.PlannedSequential;

    public override ScoreState CreateState()
    {
        AlphaSpending spending = shape switch
        {
            SpendingShape.OBrienFleming => new AlphaSpending.OBrienFleming(),
            SpendingShape.Pocock => new AlphaSpending.Pocock(),
            SpendingShape.Power power => new AlphaSpending.Power(power.Exponent),
            SpendingShape.HwangShihDeCani family => new AlphaSpending.HwangShihDeCani(family.Gamma),
            _ => throw new InvalidOperationException("Unreachable: the shapes are closed."),
        };
        return new ScoreState(() => new SpendingBoundary(spending, harm), () => new SpendingBoundary(spending, safety));
    }

    public override void Weigh(ScoreState state, double z, double information)
    {
        if (state is not { HarmBoundary: { } harms, SafetyBoundary: { } safeties })
            throw new InvalidOperationException("The state was made by another rule.");
        double fraction = Math.Min(1, information / planned);
        bool isLook = fraction - harms.Fraction >= Closest || (fraction >= 1 && harms.Fraction < 1);
        if (!isLook)
            return;
        state.Standing = new ScoreStanding(z, harms.Next(fraction), -z, safeties.Next(fraction), fraction);
        state.ShowsHarm = z >= state.Standing.HarmNeeded;
        state.ShowsSafety = -z >= state.Standing.SafetyNeeded;
    }
}
