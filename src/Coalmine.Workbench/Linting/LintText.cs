using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Linting;

/// <summary>A lint report as text for a terminal: one line a finding, as editors understand it, and below it what to write instead and what it costs.</summary>
public static class LintText
{
    /// <summary>The text.</summary>
    public static IEnumerable<StoryLine> Of(LintReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (LintPrice price in report.Prices.Where(price => price.Mended is null))
            yield return new StoryLine(StoryTone.Plain, $"{price.Policy}: {price}");
        if (!report.Prices.IsEmpty)
            yield return default;
        foreach (Finding finding in report.Findings)
        {
            yield return new StoryLine(Tone(finding.Severity), Line(finding), 4);
            if (finding.Instead.Length > 0)
                yield return new StoryLine(StoryTone.Quiet, $"    instead: {finding.Instead}", 13);
            foreach (LintPrice price in report.PricesOf(finding))
                yield return new StoryLine(StoryTone.Quiet, $"    mended:  {price}", 13);
        }

        yield return new StoryLine(StoryTone.Plain, Sum(report));
    }

    /// <summary>A severity as it is written.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string Line(Finding finding) => $"{finding.File}:{finding.Start} {Word(finding.Severity)} {finding.Id} · {finding.Message}";

    private static StoryTone Tone(Severity severity) => severity switch
    {
        Severity.Error => StoryTone.Bad,
        Severity.Warning => StoryTone.Doubtful,
        _ => StoryTone.Plain,
    };

    private static string Sum(LintReport report) =>
        $"{Counted(report.Count(Severity.Error), "error")}, {Counted(report.Count(Severity.Warning), "warning")}, "
        + $"{Counted(report.Count(Severity.Note), "note")} in {Counted(report.Files.Length, "file")}{Kinds(report)}";

    private static string Kinds(LintReport report) =>
        report.Kinds.IsEmpty ? "" : $": {string.Join(", ", report.Kinds.CountBy(kind => kind).Select(kind => Counted(kind.Value, kind.Key)))}";


    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? what : Plural(what))}");

    private static string Plural(string what) => what is [.. var stem, 'y'] ? $"{stem}ies" : $"{what}s";
}
