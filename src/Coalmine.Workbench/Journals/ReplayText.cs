using System.Globalization;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;
using static System.FormattableString;

namespace Coalmine.Workbench.Journals;

/// <summary>Tells what came of replaying a journal.</summary>
public static class ReplayText
{
    private const int MostShown = 3;
    private const int Indent = 12;

    /// <summary>The lines about a replay with the journal's own policy.</summary>
    public static IEnumerable<StoryLine> Of(JournalReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        yield return Heading(replay.Path, replay.Rollout);
        yield return Ending("The record", replay.Rollout.Entries);
        if (replay.Differences.IsEmpty)
        {
            yield return new StoryLine(StoryTone.Good, Invariant($"Same decisions, {replay.Rollout.Entries.Length} entries."));
            yield break;
        }

        yield return new StoryLine(StoryTone.Bad, Invariant(
            $"Other decisions, effects or words in {replay.Differences.Length} of {replay.Rollout.Entries.Length} entries; after the first, states differ:"));
        foreach (ReplayDifference difference in replay.Differences.Take(MostShown))
            foreach (StoryLine line in Lines(replay.Path, difference))
                yield return line;
    }

    /// <summary>The lines about another policy over a journal.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="rollout">The journal.</param>
    /// <param name="policy">The other policy's name.</param>
    /// <param name="replay">What it would have decided.</param>
    public static IEnumerable<StoryLine> Of(string path, RecordedRollout rollout, string policy, OtherPolicyReplay replay)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(replay);
        yield return Heading(path, rollout);
        yield return Ending("The record", rollout.Entries);
        yield return new StoryLine(StoryTone.Heading, $"{policy}, over the same record:");
        foreach (JournalEntry entry in Milestones(replay.Journal.Entries))
            yield return new StoryLine(ToneOf(entry.Decision.Kind), $"{Clock(entry.Decision.At),9}  {entry.Sentences[^1]}", Indent);
        yield return new StoryLine(replay.End is RecordEnd.Decided ? StoryTone.Plain : StoryTone.Doubtful, SentenceOf(replay.End, rollout.Header.Telemetry));
    }

    /// <summary>How far the record tells, in one sentence.</summary>
    /// <param name="end">How far.</param>
    /// <param name="telemetry">What the record's metrics pipeline can tell.</param>
    public static string SentenceOf(RecordEnd end, TelemetryShape telemetry) => end switch
    {
        RecordEnd.Decided decided => $"It would have {Past(decided.Outcome)} at {Clock(end.At)}.",
        RecordEnd.RecordIsOver => $"The record ends at {Clock(end.At)}, and this policy would have gone on.",
        RecordEnd.WeightsDiffer differ =>
            $"Cannot tell from {Clock(end.At)} on: the record had {differ.Recorded} of the traffic on the canary, "
            + $"and this policy would have had {differ.Wanted}.",
        RecordEnd.MirroringDiffers { Recorded: true } => $"Cannot tell from {Clock(end.At)} on: the record mirrored requests, and this policy would not have.",
        RecordEnd.MirroringDiffers => $"Cannot tell from {Clock(end.At)} on: this policy would have mirrored requests, and the record did not.",
        RecordEnd.CountersMissing missing =>
            $"Cannot tell: this policy reads what was not recorded ({string.Join(", ", missing.Counters.Select(need => Name(need, telemetry)))}).",
        RecordEnd.AnswerMissing missing =>
            $"Cannot tell from {Clock(end.At)} on: this policy asks {Question(missing.Query)} then, and the record has no answer to it of that moment.",
        RecordEnd.HookMissing missing => $"Cannot tell from {Clock(end.At)} on: this policy waits for the hook {missing.Hook}, which the record never called.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The entries that changed something: those that decide, and the first hold of each kind.</summary>
    internal static IEnumerable<JournalEntry> Milestones(IReadOnlyList<JournalEntry> entries)
    {
        string last = "";
        foreach (JournalEntry entry in entries)
        {
            string said = entry.Sentences[^1];
            if (entry.Decision.Kind == DecisionKind.None || (entry.Decision.Kind == DecisionKind.Hold && said == last))
                continue;
            last = said;
            yield return entry;
        }
    }

    private static StoryLine Heading(string path, RecordedRollout rollout)
    {
        JournalHeader header = rollout.Header;
        string whence = header.IsSimulated ? "simulated" : "recorded live";
        string began = header.Origin is { } origin ? string.Create(CultureInfo.InvariantCulture, $", began {origin:yyyy-MM-dd HH:mm:ss zzz}") : "";
        return new StoryLine(StoryTone.Heading, $"{path}: {header.Rollout}, policy {header.Policy[0].Name} ({header.Controller}), {whence}{began}");
    }

    private static StoryLine Ending(string whose, IReadOnlyList<JournalEntry> entries)
    {
        JournalEntry? end = entries.LastOrDefault(entry => entry.Decision.Kind is DecisionKind.Promote or DecisionKind.RollBack);
        Moment at = end?.Decision.At ?? entries[^1].Observation.At;
        return new StoryLine(StoryTone.Plain, end is null ? $"{whose} ends at {Clock(at)}, still open." : $"{whose} at {Clock(at)}: {end.Sentences[^1]}.");
    }

    private static IEnumerable<StoryLine> Lines(string path, ReplayDifference difference)
    {
        Moment at = difference.Recorded.Observation.At;
        yield return new StoryLine(StoryTone.Plain, Invariant($"{path}:{difference.Line}  entry {difference.Step}, at {Clock(at)}"));
        int shown = 0;
        for (int i = 0; i < Math.Max(difference.Recorded.Sentences.Length, difference.Replayed.Sentences.Length); i++)
        {
            string recorded = difference.Recorded.Sentences.ElementAtOrDefault(i) ?? "(nothing)";
            string replayed = difference.Replayed.Sentences.ElementAtOrDefault(i) ?? "(nothing)";
            if (recorded == replayed)
                continue;
            shown++;
            yield return new StoryLine(StoryTone.Plain, $"  recorded  {recorded}", Indent);
            yield return new StoryLine(StoryTone.Bad, $"  replayed  {replayed}", Indent);
        }

        if (shown > 0)
            yield break;
        yield return new StoryLine(StoryTone.Plain, $"  recorded  {Effects(difference.Recorded)}", Indent);
        yield return new StoryLine(StoryTone.Bad, $"  replayed  {Effects(difference.Replayed)}", Indent);
    }

    private static string Effects(JournalEntry entry) => entry.Effects.IsEmpty
        ? "asked for nothing"
        : $"asked for {string.Join(", ", entry.Effects.Select(Effect))}";

    private static string Effect(Effect effect) => effect.Kind == EffectKind.SetWeight ? $"weight {effect.Weight}" : effect.Kind.ToString();

    private static StoryTone ToneOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Advance => StoryTone.Traffic,
        DecisionKind.Promote => StoryTone.Good,
        DecisionKind.RollBack => StoryTone.Bad,
        DecisionKind.Pause => StoryTone.Doubtful,
        _ => StoryTone.Quiet,
    };

    private static string Past(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Promoted => "promoted",
        RolloutOutcome.RolledBackOnEvidence => "rolled back on evidence",
        RolloutOutcome.RolledBackForWantOfEvidence => "rolled back for want of evidence",
        RolloutOutcome.RolledBackOnOrder => "rolled back on order",
        _ => "stayed open",
    };

    private static string Clock(Moment moment) => Figures.Clock(moment.Seconds);

    private static string Name(CounterNeed need, TelemetryShape telemetry) => need.Kind switch
    {
        CounterKind.LatencyBucket => string.Create(CultureInfo.InvariantCulture, $"latencies up to {1000 * telemetry.LatencyBounds[need.Bound]:0.##} ms"),
        CounterKind.RevenueBucket => string.Create(CultureInfo.InvariantCulture, $"revenue up to {telemetry.RevenueBounds[need.Bound]:0.##}"),
        CounterKind.ScoreBucket => string.Create(CultureInfo.InvariantCulture, $"scores up to {telemetry.ScoreBounds[need.Bound]:0.###}"),
        CounterKind.Predicted => $"answers of class {telemetry.Classes[need.Bound]}",
        CounterKind.LatencySum => "the sum of latencies",
        CounterKind.RevenueSum => "the sum of revenue",
        CounterKind.RevenueCount => "requests with known revenue",
        CounterKind.PairsCompared => "mirrored requests compared",
        CounterKind.PairsDisagreeing => "mirrored requests answered differently",
        CounterKind.PairsLabelled => "labelled mirrored requests",
        CounterKind.PairsCanaryOnlyWrong => "mirrored requests that only the canary got wrong",
        CounterKind.PairsBaselineOnlyWrong => "mirrored requests that only the baseline got wrong",
        CounterKind.Requests => "requests",
        CounterKind.Errors => "errors",
        CounterKind.Labelled => "labelled answers",
        CounterKind.Right => "right answers",
        CounterKind.Conversions => "conversions",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Question(QueryNeed need) => need.Question switch
    {
        QueryQuestion.Usual usual => $"{usual.Metric.Name} by a query",
        QueryQuestion.Written written => $"`{written.Text}`",
        QueryQuestion.Foreign foreign => $"`{foreign.Text}`",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
