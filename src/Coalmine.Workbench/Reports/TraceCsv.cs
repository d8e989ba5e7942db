using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes the trace of one rollout: one row with the engine, one row an event, and one row a verdict of a look.</summary>
public static class TraceCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the table as UTF-8; the stream stays open.</summary>
    public static void Write(RolloutTrace trace, Stream stream)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(trace.Events.SelectMany(Rows).Prepend(Engine(trace.Scenario)));
    }

    // The engine is a row, so that no column repeats it.
    private static TraceRow Engine(ScenarioFacts facts) =>
        new() { Seconds = 0, Event = "engine", Answer = FileWords.Of(facts.Engine), Text = facts.RequestsNeeded };

    private static IEnumerable<TraceRow> Rows(TraceEvent happened) => happened switch
    {
        TraceEvent.Looked look => look.Verdicts.Select(verdict => Verdict(look, verdict)),
        TraceEvent.Decided decided =>
            [Row(decided, "decision") with { Step = decided.Decision.Step, Answer = FileWords.Of(decided.Decision.Kind), Text = decided.Sentence }],
        TraceEvent.WeightSet set => [Row(set, "weight") with { Weight = set.Weight.Share }],
        TraceEvent.Mirrored mirrored => [Row(mirrored, mirrored.On ? "mirrorOn" : "mirrorOff")],
        TraceEvent.Promoted => [Row(happened, "promoted") with { Weight = TrafficWeight.All.Share }],
        TraceEvent.Aborted => [Row(happened, "aborted") with { Weight = TrafficWeight.None.Share }],
        TraceEvent.Paused => [Row(happened, "paused")],
        TraceEvent.HookCalled hook => [Row(hook, "hookCalled") with { Text = hook.Name }],
        TraceEvent.HookAnswered hook => [Row(hook, "hookAnswered") with { Answer = hook.Accepted ? "accepted" : "refused" }],
        TraceEvent.OperatorSaid said => [Row(said, "operator") with { Answer = FileWords.Of(said.Word) }],
        TraceEvent.AlertChanged alert =>
            [Row(alert, "alert") with { Check = alert.Alert, Answer = FileWords.Of(alert.To), Text = AlertWords.Of(alert) }],
        TraceEvent.Scraped scrape =>
            [Row(scrape, "scrape") with { Weight = scrape.Weight.Share, CanaryCount = scrape.CanaryRequests, BaselineCount = scrape.BaselineRequests }],
        _ => throw new InvalidOperationException("Unreachable: the events are closed."),
    };

    private static TraceRow Row(TraceEvent happened, string name) => new() { Seconds = happened.At.Nanoseconds / 1e9, Event = name };

    private static TraceRow Verdict(TraceEvent.Looked look, TraceVerdict shown)
    {
        CheckVerdict verdict = shown.Verdict;
        return Row(look, "verdict") with
        {
            Step = look.Step,
            Check = shown.Check,
            Answer = FileWords.Of(verdict.Kind),
            Canary = FileNumbers.Finite(verdict.Canary),
            Baseline = FileNumbers.Finite(verdict.Baseline),
            CanaryCount = FileNumbers.Finite(verdict.CanarySamples),
            BaselineCount = FileNumbers.Finite(verdict.BaselineSamples),
            Margin = FileNumbers.Finite(verdict.Margin),
            LogHarm = FileNumbers.Finite(verdict.LogHarm),
            LogSafety = FileNumbers.Finite(verdict.LogSafety),
            Lower = FileNumbers.Finite(verdict.Lower),
            Upper = FileNumbers.Finite(verdict.Upper),
            Dispersion = FileNumbers.Finite(verdict.Dispersion),
            Text = shown.Sentence,
        };
    }
}
