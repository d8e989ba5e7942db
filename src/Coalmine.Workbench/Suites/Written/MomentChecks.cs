using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>Holds the steps of a rollout on written answers against what is expected of them.</summary>
public static class MomentChecks
{
    // Moments are written in seconds, and pods and routers take parts of them.
    private const double Slack = 0.5;

    /// <summary>What came of every expected moment.</summary>
    public static ImmutableArray<MomentResult> Of(WrittenCase each, ImmutableArray<WrittenStep> steps)
    {
        ArgumentNullException.ThrowIfNull(each);
        return [.. each.Expected.Select(expected => Of(expected, steps))];
    }

    private static MomentResult Of(Located<ExpectedMoment> expected, ImmutableArray<WrittenStep> steps)
    {
        ExpectedMoment moment = expected.Value;
        double from = moment.At.TotalSeconds - Slack;
        double to = (moment.At + moment.Within).TotalSeconds + Slack;
        WrittenStep start = new(Moment.Start, DecisionKind.None, "", TrafficWeight.None, RolloutOutcome.Open);
        WrittenStep before = steps.LastOrDefault(step => step.At.Seconds < from, start);
        WrittenStep[] then = [.. steps.Where(step => step.At.Seconds >= from && step.At.Seconds <= to)];

        // Within a moment of one second everything has happened; within a longer one any of its states will do.
        WrittenStep[] states = moment.Within > TimeSpan.Zero ? [before, .. then] : [then.LastOrDefault(before)];
        List<string> got = [];
        if (moment.Decision is { } decision && !IsDecided(decision, moment.Because, then))
            got.Add(Decided(then, steps));
        if (moment.Outcome is { } outcome && !states.Any(step => step.Outcome == outcome))
            got.Add($"{FileWords.Of(states[^1].Outcome)}; decided were {Decisions(steps)}");
        if (moment.Weight is { } weight && !states.Any(step => Math.Abs(step.Weight.Share - weight) < 1e-9))
            got.Add(string.Create(CultureInfo.InvariantCulture, $"weight {states[^1].Weight}; decided were {Decisions(steps)}"));
        return new MomentResult(moment, expected.Position, got.Count == 0, Words(moment), got.Count == 0 ? "so it came" : string.Join("; ", got));
    }

    private static bool IsDecided(DecisionKind wanted, string because, IReadOnlyCollection<WrittenStep> then)
    {
        bool isHeld = then.All(step => step.Decision is DecisionKind.None or DecisionKind.Hold);
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

    private static string Decided(IEnumerable<WrittenStep> then, IEnumerable<WrittenStep> all)
    {
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
