using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>Holds the steps of a rollout on written answers against what is expected of them.</summary>
public static class MomentChecks
{
    // Moments are written in seconds, and pods and routers take parts of them.
    private const double Slack = 0.5;

    /// <summary>What came of every expected moment, where all steps are known.</summary>
    public static ImmutableArray<MomentResult> Of(ImmutableArray<Located<ExpectedMoment>> all, ImmutableArray<WrittenStep> steps) => Of(all, steps, null);

    /// <summary>What came of every expected moment, as far as a record tells.</summary>
    internal static ImmutableArray<MomentResult> Of(
        ImmutableArray<Located<ExpectedMoment>> all, ImmutableArray<WrittenStep> steps, RecordReach? reach) =>
        [.. all.Select(expected => Of(expected, steps, reach))];

    private static MomentResult Of(Located<ExpectedMoment> expected, ImmutableArray<WrittenStep> steps, RecordReach? reach)
    {
        ExpectedMoment moment = expected.Value;
        double from = moment.At.TotalSeconds - Slack;
        double to = (moment.At + moment.Within).TotalSeconds + Slack;
        WrittenStep start = new(Moment.Start, DecisionKind.None, "", TrafficWeight.None, RolloutOutcome.Open);
        WrittenStep before = steps.LastOrDefault(step => step.At.Seconds < from, start);
        WrittenStep[] then = [.. steps.Where(step => step.At.Seconds >= from && step.At.Seconds <= to)];

        // Within a moment of one second everything has happened; a longer one has states.
        WrittenStep[] states = moment.Within > TimeSpan.Zero ? [before, .. then] : [then.LastOrDefault(before)];
        List<string> got = [];
        if (moment.Decision is { } decision && !IsDecided(decision, moment.Because, before, then))
            got.Add(Decided(before, then, steps));
        if (moment.Outcome is { } outcome && !Comes(states, step => step.Outcome == outcome))
            got.Add($"{FileWords.Of(states[^1].Outcome)}; decided were {Decisions(steps)}");
        if (moment.Weight is { } weight && !Comes(states, step => Math.Abs(step.Weight.Share - weight) < 1e-9))
            got.Add(string.Create(CultureInfo.InvariantCulture, $"weight {states[^1].Weight}; decided were {Decisions(steps)}"));
        if (reach is not null && !reach.Tells((moment.At + moment.Within).TotalSeconds) && !(got.Count == 0 && IsReached(moment)))
            return new MomentResult(moment, expected.Position, ClaimState.Undecided, Words(moment), reach.Sentence);
        return got.Count == 0
            ? new MomentResult(moment, expected.Position, ClaimState.Holds, Words(moment), MomentResult.AsExpected)
            : new MomentResult(moment, expected.Position, ClaimState.Breached, Words(moment), string.Join("; ", got));
    }

    // What was decided stays decided, whatever comes later; to hold, an outcome and a weight are seen to the end of their time.
    private static bool IsReached(ExpectedMoment moment) =>
        moment is { Decision: not (null or DecisionKind.Hold), Outcome: null, Weight: null };

    // Reached, or so throughout: what merely was so at the beginning and ended is not what was expected.
    private static bool Comes(WrittenStep[] states, Func<WrittenStep, bool> isSo) =>
        Array.TrueForAll(states, step => isSo(step)) || states.Zip(states.Skip(1)).Any(pair => !isSo(pair.First) && isSo(pair.Second));

    // Only a rollout that goes on can be held.
    private static bool IsDecided(DecisionKind wanted, string because, WrittenStep before, IReadOnlyCollection<WrittenStep> then)
    {
        bool isHeld = before.Outcome == RolloutOutcome.Open
            && then.All(step => step.Decision is DecisionKind.None or DecisionKind.Hold && step.Outcome == RolloutOutcome.Open);
        return wanted == DecisionKind.Hold
            ? isHeld && (because.Length == 0 || then.Any(step => Says(step, because)))
            : then.Any(step => step.Decision == wanted && Says(step, because));
    }

    private static bool Says(WrittenStep step, string because) => step.Sentence.Contains(because, StringComparison.OrdinalIgnoreCase);

    private static string Words(ExpectedMoment moment)
    {
        List<string> words = [];
        if (moment.Decision is { } decision)
            words.Add(FileWords.Of(decision) + (moment.Because.Length > 0 ? $" because of \"{moment.Because}\"" : ""));
        if (moment.Outcome is { } outcome)
            words.Add(FileWords.Of(outcome));
        if (moment.Weight is { } weight)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"weight {100 * weight:0.##} %"));
        string within = moment.Within > TimeSpan.Zero ? $" to {DurationReader.Show(moment.At + moment.Within)}" : "";
        return $"at {DurationReader.Show(moment.At)}{within}: {string.Join(", ", words)}";
    }

    private static string Decided(WrittenStep before, IEnumerable<WrittenStep> then, IEnumerable<WrittenStep> all)
    {
        if (before.Outcome != RolloutOutcome.Open)
            return $"the rollout was over ({FileWords.Of(before.Outcome)}); decided were {Decisions(all)}";
        WrittenStep[] now = [.. then.Where(step => step.Decision != DecisionKind.None)];
        if (now.Length > 0)
            return string.Join("; ", now.Select(step => $"{FileWords.Of(step.Decision)} ({step.Sentence})").Distinct());
        return $"nothing was decided then; decided were {Decisions(all)}";
    }

    private static string Decisions(IEnumerable<WrittenStep> all)
    {
        string[] decided =
        [
            .. all.Where(step => step.Decision is not (DecisionKind.None or DecisionKind.Hold))
                .Select(step => $"{FileWords.Of(step.Decision)} at {DurationReader.Show(TimeSpan.FromSeconds(Math.Round(step.At.Seconds)))}").Distinct(),
        ];
        return decided.Length == 0 ? "none but to hold" : string.Join(", ", decided);
    }
}
