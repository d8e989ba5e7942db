using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Schedules;

namespace Coalmine.Workbench.Reports;

/// <summary>Explanations as text for a terminal.</summary>
public static class ExplanationText
{
    private const string LastColumn = "asked, and what follows";
    private const int MostRows = 120;
    private const int MostAsked = 3;

    /// <summary>The lines of one explanation.</summary>
    public static ImmutableArray<StoryLine> Of(Explanation told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return [.. Lines(told).Select(line => line.Text is null ? line : line with { Text = line.Text.ReplaceLineEndings(" ") })];
    }

    // Names in manifests may hold line breaks, and a line may not.
    private static IEnumerable<StoryLine> Lines(Explanation told) =>
    [
        new StoryLine(StoryTone.Heading, $"{told.Kind} {told.Name} ({told.File})"),
        new StoryLine(StoryTone.Plain, told.Summary, 2),
        .. told.Refusals.Select(said => new StoryLine(said.Severity == Severity.Error ? StoryTone.Bad : StoryTone.Doubtful, said.ToString(), 2)),
        .. Part("What it really does", told.Words),
        .. told.Schedules.SelectMany(Table),
        .. Chances(told.Chances),
        .. Bindings(told.Queries),
        .. Diagram(told.Diagram),
        .. Part("Simulated", told.Simulated),
        .. Part("Assumed", told.Assumed),
        .. Part("Not modelled", told.NotModelled),
        default,
    ];

    private static IEnumerable<StoryLine> Part(string heading, ImmutableArray<string> lines)
    {
        if (lines.IsEmpty)
            yield break;
        yield return default;
        yield return new StoryLine(StoryTone.Heading, heading);
        foreach (string line in lines)
            yield return new StoryLine(StoryTone.Plain, $"- {line}", 2);
    }

    private static IEnumerable<StoryLine> Table(Schedule schedule)
    {
        yield return default;
        yield return new StoryLine(StoryTone.Heading, schedule.Passes ? "If every check passes" : "If every check fails from the start");
        bool hasPods = schedule.Rows.Any(row => row.CanaryPods is not null);
        TextTable table = new();
        table.Add(hasPods ? ["time", "weight", "pods", LastColumn] : ["time", "weight", LastColumn]);
        foreach (ScheduleRow row in schedule.Rows.Take(MostRows))
            table.Add(hasPods ? [Figures.Clock(row.Seconds), row.Weight.ToString(), Pods(row), ""] : [Figures.Clock(row.Seconds), row.Weight.ToString(), ""]);
        ImmutableArray<string> lines = [.. table.Lines()];
        yield return new StoryLine(StoryTone.Table, lines[0]);
        yield return new StoryLine(StoryTone.Table, lines[1]);
        for (int i = 0; i < Math.Min(MostRows, schedule.Rows.Length); i++)
            yield return new StoryLine(StoryTone.Table, (lines[i + 2].PadRight(lines[0].Length - LastColumn.Length) + What(schedule.Rows[i])).TrimEnd());
        if (schedule.Rows.Length > MostRows)
            yield return new StoryLine(StoryTone.Quiet, $"… and {Figures.Whole(schedule.Rows.Length - MostRows)} more; --json has them all");
        yield return new StoryLine(schedule.Passes ? StoryTone.Good : StoryTone.Bad, $"{char.ToUpperInvariant(schedule.Ending[0])}{schedule.Ending[1..]}.", 2);
    }

    private static string Pods(ScheduleRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.BaselinePods} + {(row.CanaryPods == row.CanaryWanted ? $"{row.CanaryPods}" : $"{row.CanaryPods} of {row.CanaryWanted}")}");

    private static string What(ScheduleRow row)
    {
        string asked = row.Asked.Length <= MostAsked
            ? string.Join(", ", row.Asked)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", row.Asked.Take(MostAsked))} and {row.Asked.Length - MostAsked} more");
        string said = string.Join("; ", row.Said);
        return asked.Length > 0 && said.Length > 0 ? $"{asked}: {said}" : asked + said;
    }

    private static IEnumerable<StoryLine> Chances(ImmutableArray<RollbackChance> chances)
    {
        if (chances.IsEmpty)
            yield break;
        yield return default;
        yield return new StoryLine(StoryTone.Heading, "How often it rolls back by chance alone");
        TextTable table = new();
        table.Add("checks of a tick fail", "rolled back");
        foreach (RollbackChance chance in chances)
            table.Add($"{Figures.SmallPercent(chance.CheckFails)} %", $"{Figures.SmallPercent(chance.RolledBack)} %");
        foreach (string line in table.Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return new StoryLine(StoryTone.Quiet, "Closed form (negative binomial), each tick independent of the others, which windows longer than "
            + "an interval are not.", 2);
    }

    private static IEnumerable<StoryLine> Bindings(ImmutableArray<ExplainedQuery> queries)
    {
        if (queries.IsEmpty)
            yield break;
        yield return default;
        yield return new StoryLine(StoryTone.Heading, "What its queries ask");
        foreach (IGrouping<(string, string), ExplainedQuery> alike in queries.GroupBy(query => ($"{query.File}:{query.Place}", query.Text)))
        {
            ExplainedQuery query = alike.First();
            yield return new StoryLine(StoryTone.Plain, $"- {string.Join(", ", alike.Select(each => each.Check).Distinct())} ({alike.Key.Item1})", 2);
            foreach (ExplainedSelector selector in query.Selectors)
                yield return new StoryLine(StoryTone.Plain, $"    {selector.Place}  {Selector(selector)}", 6);
            foreach (UnansweredPart part in query.Unanswered)
                yield return new StoryLine(StoryTone.Bad, $"    {part.Place}  cannot be answered: {part.Why}", 6);
        }
    }

    private static string Selector(ExplainedSelector selector)
    {
        string bounds = string.Join(", ", selector.BoundsSeconds.Select(bound => $"{Explanations.Words.Sentences.Number(bound)}s"));
        string buckets = bounds.Length > 0 ? $"; buckets up to {bounds}" : "";
        return $"{ExplanationNames.Of(selector.Arm)} {ExplanationNames.Of(selector.Outcome)}{ExplanationNames.Of(selector.Role)}"
            + $"{(selector.Part == SeriesPart.Value ? "" : $" ({ExplanationNames.Of(selector.Part)})")}: {selector.Family} ({selector.Platform}){buckets}";
    }

    private static IEnumerable<StoryLine> Diagram(string diagram)
    {
        if (diagram.Length == 0)
            yield break;
        yield return default;
        yield return new StoryLine(StoryTone.Heading, "States (Mermaid)");
        foreach (string line in diagram.TrimEnd().Split('\n'))
            yield return new StoryLine(StoryTone.Table, line);
    }
}
