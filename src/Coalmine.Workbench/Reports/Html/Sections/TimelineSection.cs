using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Reports.Html.Charts;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>Single rollouts, told and drawn.</summary>
internal static class TimelineSection
{
    private const int MostVerdicts = 1500;

    /// <summary>A picture and a story a rollout.</summary>
    public static ReportSection Of(ReportContent content) => new(
        "timelines",
        "Single rollouts: the usual and the worst",
        [.. content.Timelines.SelectMany(Blocks)]);

    private static IEnumerable<ReportBlock> Blocks(RolloutTrace trace)
    {
        Judgement judgement = Judgement.Of(trace);
        yield return new ReportBlock.Picture(new Chart.Lanes
        {
            Id = string.Create(
                CultureInfo.InvariantCulture, $"timeline-{Slug.Of(trace.Scenario.Name)}-{Slug.Of(trace.Policy)}-{trace.Result.Replication}"),
            Title = string.Create(CultureInfo.InvariantCulture, $"{trace.Scenario.Name} under {trace.Policy}, replication {trace.Result.Replication}"),
            Alternative = $"{judgement.Word}: {judgement.Sentence}.",
            XName = "time since the rollout began",
            YName = "canary's weight (%)",
            Weights = [.. WeightSteps.Of(trace).Select(step => (step.At, 100 * step.Weight))],
            Checks = trace.Checks,
            Verdicts = Verdicts(trace),
            Regressed = [.. trace.Scenario.Regressed.Select(stretch => (stretch.From.Seconds, stretch.To.Seconds))],
            End = trace.Result.EndedAt.Seconds,
            Numbers = Weights(trace),
        });
        yield return new ReportBlock.Folded(
            "The whole story", [.. RolloutStory.Tell(trace, everyLook: false).Select(line => line.Text)]);
    }

    private static ImmutableArray<(int Check, double At, string Kind)> Verdicts(RolloutTrace trace)
    {
        (int Check, double At, string Kind)[] all =
        [
            .. from look in trace.Events.OfType<TraceEvent.Looked>()
               from shown in look.Verdicts
               select (shown.Verdict.Check, look.At.Seconds, Word(shown.Verdict.Kind)),
        ];
        int every = 1 + (all.Length / MostVerdicts);

        // Fails are few and matter: none is left out.
        return [.. all.Where((verdict, index) => verdict.Kind == "fail" || index / Math.Max(1, trace.Checks.Length) % every == 0)];
    }

    private static string Word(VerdictKind kind) => kind switch
    {
        VerdictKind.Pass => "pass",
        VerdictKind.Fail => "fail",
        _ => "inconclusive",
    };

    private static ReportTable Weights(RolloutTrace trace)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"weights-{Slug.Of(trace.Scenario.Name)}-{Slug.Of(trace.Policy)}-{trace.Result.Replication}");
        return new ReportTable(
            id,
            "The canary's weight",
            ["from", "weight"],
            [
                .. WeightSteps.Of(trace).SkipLast(1).Select(step => (ImmutableArray<ReportCell>)
                    [ReportCell.Of(step.At, Figures.Clock(step.At)), ReportCell.Of(100 * step.Weight, Figures.Percent(step.Weight) + " %")]),
            ]);
    }
}
