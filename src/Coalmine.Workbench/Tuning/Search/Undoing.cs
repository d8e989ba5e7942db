using System.Collections.Immutable;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// Says whether a change may be undone: whether a candidate with fewer changes is as good as the chosen one, on the replications that both have. It must hold
/// what the chosen one holds, not be beaten by it, and lose in no objective more than a tenth of what the chosen one gains on the given policy as
/// estimated, and half of it at the upper end of the paired 95 % interval. Where less is gained than can be told apart, that half-width stands in for the
/// gain. Heuristic: the evidence on fresh seeds is about what is left after it.
/// </summary>
/// <param name="judge">Reads the rollouts.</param>
/// <param name="goal">What is looked for.</param>
/// <param name="given">The given policy.</param>
/// <param name="chosen">The candidate whose changes are undone; whatever was undone before, the loss is counted from it.</param>
internal sealed class Undoing(CandidateJudge judge, TuningGoal goal, Candidate given, Candidate chosen)
{
    private const double Estimated = 0.1;
    private const double AtMost = 0.5;

    private readonly ImmutableArray<TuningMeasure> _measures =
        goal.Minimise is { } least && !judge.Measures.Contains(least) ? judge.Measures.Add(least) : judge.Measures;

    /// <summary>Whether a candidate with fewer changes is as good.</summary>
    public bool IsAsGood(Candidate simpler)
    {
        Standing before = judge.StandingOf(chosen, Math.Min(chosen.Replications, simpler.Replications));
        Standing after = judge.StandingOf(simpler);
        return (CandidateJudge.Holds(after) || !CandidateJudge.Holds(before)) && judge.DoubtOf(after) <= judge.DoubtOf(before)
            && !new Dominance(judge).Beats(chosen, simpler) && _measures.All(measure => Loses(measure, simpler).IsBearable);
    }

    /// <summary>Whether a candidate with fewer changes is clearly worse already.</summary>
    public bool IsClearlyWorse(Candidate simpler) =>
        (CandidateJudge.FailsClearly(judge.StandingOf(simpler)) && !CandidateJudge.FailsClearly(judge.StandingOf(chosen)))
        || _measures.Any(measure => Loses(measure, simpler).IsClear);

    private (bool IsBearable, bool IsClear) Loses(TuningMeasure measure, Candidate simpler)
    {
        Estimate gain = judge.Difference(chosen, given, measure);
        Interval gained = gain.Interval();
        double scale = Math.Max(-gain.Mean, double.IsFinite(gained.Upper) ? gained.Upper - gain.Mean : 0);
        Estimate loss = judge.Difference(simpler, chosen, measure);
        Interval lost = loss.Interval();
        return (loss.Mean <= Estimated * scale && lost.Upper <= AtMost * scale, lost.Lower > Estimated * scale);
    }
}
