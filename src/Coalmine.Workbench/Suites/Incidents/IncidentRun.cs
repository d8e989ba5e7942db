using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>
/// Asks a policy over a recorded rollout and holds what it decides against the label and the expected moments. What the record cannot tell is undecided, with
/// the reason, and never a pass.
/// </summary>
public static class IncidentRun
{
    /// <summary>What came of a case. The same files give the same result.</summary>
    /// <param name="each">The case.</param>
    public static WrittenResult Of(IncidentCase each)
    {
        ArgumentNullException.ThrowIfNull(each);
        LoadedIncident incident = each.Incident;
        OtherPolicyReplay replay = JournalReplay.Over(incident.Rollout, incident.Recorded, each.Controller);
        string told = ReplayText.SentenceOf(replay.End, incident.Rollout.Header.Telemetry);
        ImmutableArray<WrittenStep> steps = StepsOf(replay);
        ImmutableArray<MomentResult> moments = MomentChecks.Of(each.Expected, steps, new RecordReach(replay.End, told));
        return new WrittenResult(
            each.Name, each.Policy, steps, incident.Label is { } label ? [OfLabel(label.Truth, each.Position, replay, told), .. moments] : moments)
        {
            Incident = incident.File,
            Truth = incident.Label?.Truth,
            Told = told,
        };
    }

    private static MomentResult OfLabel(TruthKind truth, TextPosition position, OtherPolicyReplay replay, string told)
    {
        string never = truth == TruthKind.Regressed ? "promoted" : "rolled back";
        string wanted = $"never {never}, being {ScenarioWords.Of(truth)}";
        if (replay.End is not RecordEnd.Decided decided)
            return new MomentResult(null, position, ClaimState.Undecided, wanted, told);
        Decision last = replay.Journal.Entries[^1].Decision;
        if (last.Reason == DecisionReason.OperatorSaid)
            return new MomentResult(
                null, position, ClaimState.Undecided, wanted, $"{told} An operator said so; what this policy would have decided alone cannot be told.");
        bool isWrong = truth == TruthKind.Regressed == (decided.Outcome == RolloutOutcome.Promoted);
        return isWrong
            ? new MomentResult(null, position, ClaimState.Breached, wanted, $"{FileWords.Of(decided.Outcome)} at {Figures.Clock(decided.At.Seconds)}")
            : new MomentResult(null, position, ClaimState.Holds, wanted, MomentResult.AsExpected);
    }

    // A replay ends with the decision that ends the rollout, so that it is open until the last step.
    private static ImmutableArray<WrittenStep> StepsOf(OtherPolicyReplay replay)
    {
        IReadOnlyList<JournalEntry> entries = replay.Journal.Entries;
        ImmutableArray<WrittenStep>.Builder steps = ImmutableArray.CreateBuilder<WrittenStep>(entries.Count);
        TrafficWeight weight = TrafficWeight.None;
        for (int i = 0; i < entries.Count; i++)
        {
            foreach (Effect effect in entries[i].Effects)
                if (effect.Kind == EffectKind.SetWeight)
                    weight = effect.Weight;
            Decision decision = entries[i].Decision;
            RolloutOutcome outcome = i == entries.Count - 1 && replay.End is RecordEnd.Decided decided ? decided.Outcome : RolloutOutcome.Open;
            string sentence = decision.Kind == DecisionKind.None ? "" : entries[i].Sentences[^1];
            steps.Add(new WrittenStep(decision.At, decision.Kind, sentence, weight, outcome));
        }

        return steps.ToImmutable();
    }
}
