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
        parameters.Add("parameter", "estimate", "95 % interval", "from");
        foreach (FittedParameter parameter in fit.Parameters)
            parameters.Add(
                parameter.Key, CalibratedFile.Value(parameter, parameter.Estimate),
                $"[{CalibratedFile.Value(parameter, parameter.Lower)}, {CalibratedFile.Value(parameter, parameter.Upper)}]", parameter.From);
        TextTable qualities = new();
        qualities.Add("goodness of fit", "statistic", "df", "p", "largest misfit");
        foreach (FitQuality quality in fit.Qualities)
            qualities.Add(
                quality.Of, FitParts.Number(quality.Statistic), quality.DegreesOfFreedom.ToString(CultureInfo.InvariantCulture),
                quality.P < 0.0001 ? "<0.0001" : quality.P.ToString("0.####", CultureInfo.InvariantCulture), quality.Worst);
        return
        [
            new(StoryTone.Plain, $"{fit.Record.Source}: {FitParts.Number(fit.Record.Span)} s, {fit.Record.Pods.Length} pods, "
                + $"{fit.Record.Grid.Length} scrapes of all of them"),
            new(StoryTone.Plain, ""), .. parameters.Lines().Select(line => new StoryLine(StoryTone.Table, line)),
            new(StoryTone.Plain, ""), .. qualities.Lines().Select(line => new StoryLine(StoryTone.Table, line)),
            new(StoryTone.Plain, ""), new(StoryTone.Plain, "The telemetry does not tell:"),
            .. fit.Untold.Select(line => new StoryLine(StoryTone.Plain, "- " + line)),
        ];
    }
}
