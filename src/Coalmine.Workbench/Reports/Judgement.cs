using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports;

/// <summary>Whether a rollout's outcome was right, given the truth that only the simulator knows.</summary>
/// <param name="Tone">Good, bad or doubtful.</param>
/// <param name="Word">One or two words: <c>Right</c>, <c>Wrong</c>, <c>Not wrong</c>, <c>Undecided</c>.</param>
/// <param name="Sentence">The reason, without a full stop.</param>
public sealed record Judgement(StoryTone Tone, string Word, string Sentence)
{
    /// <summary>Judges a rollout.</summary>
    public static Judgement Of(RolloutTrace trace)
    {
        RolloutResult result = trace.Result;
        string cause = result.CausingCheck >= 0 ? $" by `{trace.Checks[result.CausingCheck]}`" : "";
        string after = Figures.Clock(result.EndedAt.Seconds);
        return result.Outcome switch
        {
            RolloutOutcome.Open => new Judgement(StoryTone.Doubtful, "Undecided", $"the scenario ended after {after} with the rollout still open"),
            RolloutOutcome.RolledBackOnOrder => new Judgement(StoryTone.Doubtful, "Ended on order", $"an operator or a hook ended it after {after}"),
            RolloutOutcome.Promoted => Promoted(trace.Scenario.Truth, after),
            RolloutOutcome.RolledBackOnEvidence => OnEvidence(trace, cause, after),
            RolloutOutcome.RolledBackForWantOfEvidence => ForWantOfEvidence(trace.Scenario.Truth, after),
            _ => throw new InvalidOperationException("Unreachable: the outcomes are closed."),
        };
    }

    private static Judgement Promoted(TruthKind truth, string after) => truth switch
    {
        TruthKind.Healthy => new(StoryTone.Good, "Right", $"a healthy canary was promoted after {after}"),
        TruthKind.Regressed => new(
            StoryTone.Bad, "Wrong", $"a regressed canary was promoted after {after} (its harm is counted to the scenario's end)"),
        _ => new(StoryTone.Doubtful, "Not wrong", $"a slightly worse canary was promoted after {after}"),
    };

    private static Judgement OnEvidence(RolloutTrace trace, string cause, string after) => trace.Scenario.Truth switch
    {
        TruthKind.Healthy => new(StoryTone.Bad, "Wrong", $"a healthy canary was rolled back{cause} after {after}: a false rollback"),
        TruthKind.Regressed when trace.Result.Detected => new(
            StoryTone.Good, "Right", $"the regression was detected{cause}, {Figures.Clock(trace.Result.DetectionSeconds)} after its onset"),
        TruthKind.Regressed => new(
            StoryTone.Doubtful,
            "Right by chance",
            trace.Result.EndedAt.SinceStart < trace.Scenario.Onset
                ? $"the canary was rolled back{cause} after {after}, before its regression began at {Figures.Clock(trace.Scenario.Onset.TotalSeconds)}"
                : $"the regressed canary was rolled back{cause} after {after}, on a metric that until then is worse by less than its tolerance or not at all"),
        _ => new(StoryTone.Doubtful, "Not wrong", $"a slightly worse canary was rolled back{cause} after {after}"),
    };

    private static Judgement ForWantOfEvidence(TruthKind truth, string after) => new(StoryTone.Doubtful, "For want of evidence", truth switch
    {
        TruthKind.Healthy => $"a healthy canary was rolled back after {after} because nothing was shown, neither harm nor safety",
        TruthKind.Regressed => $"the regressed canary was stopped after {after}, but not because its harm was seen",
        _ => $"the canary was rolled back after {after} because nothing was shown",
    });
}
