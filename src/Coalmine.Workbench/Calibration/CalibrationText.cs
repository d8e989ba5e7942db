using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Calibration;

/// <summary>Tells a fit to people: each parameter with its interval, how well the laws fit, and what cannot be told.</summary>
public static class CalibrationText
{
    /// <summary>The lines.</summary>
    /// <param name="fit">The fit.</param>
    public static ImmutableArray<StoryLine> Of(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        TextTable parameters = new();
        foreach (string[] row in Parameters(fit))
            parameters.Add(row);
        TextTable qualities = new();
        foreach (string[] row in Qualities(fit))
            qualities.Add(row);
        return
        [
            new(StoryTone.Plain, Heading(fit)),
            new(StoryTone.Plain, ""), .. parameters.Lines().Select(line => new StoryLine(StoryTone.Table, line)),
            new(StoryTone.Plain, ""), .. qualities.Lines().Select(line => new StoryLine(StoryTone.Table, line)),
            new(StoryTone.Plain, ""), new(StoryTone.Plain, "The telemetry does not tell:"),
            .. fit.Untold.Select(line => new StoryLine(StoryTone.Plain, "- " + line)),
        ];
    }

    /// <summary>What was read, in a line.</summary>
    /// <param name="fit">The fit.</param>
    public static string Heading(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return $"{fit.Record.Source}: {FitParts.Number(fit.Record.Span)} s, {fit.Record.Pods.Length} pods, {fit.Record.Grid.Length} scrapes of all of them";
    }

    /// <summary>A row a parameter, under a heading.</summary>
    /// <param name="fit">The fit.</param>
    public static IEnumerable<string[]> Parameters(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return
        [
            ["parameter", "estimate", "95 % interval", "from"],
            .. fit.Parameters.Select(parameter => (string[])
            [
                parameter.Key, CalibratedFile.Value(parameter, parameter.Estimate),
                $"[{CalibratedFile.Value(parameter, parameter.Lower)}, {CalibratedFile.Value(parameter, parameter.Upper)}]", parameter.From,
            ]),
        ];
    }

    /// <summary>A row a law, under a heading.</summary>
    /// <param name="fit">The fit.</param>
    public static IEnumerable<string[]> Qualities(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return
        [
            ["goodness of fit", "statistic", "df", "p", "largest misfit"],
            .. fit.Qualities.Select(quality => (string[])
            [
                quality.Of, FitParts.Number(quality.Statistic), quality.DegreesOfFreedom.ToString(CultureInfo.InvariantCulture),
                quality.P < 0.0001 ? "<0.0001" : quality.P.ToString("0.####", CultureInfo.InvariantCulture), quality.Worst,
            ]),
        ];
    }
}
