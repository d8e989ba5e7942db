using Coalmine.Workbench.Calibration;

namespace Coalmine.Notebooks.Showing;

/// <summary>A fitted scenario as tables in HTML: its parameters with their intervals, how well the laws fit, and what the telemetry does not tell.</summary>
internal static class FitHtml
{
    /// <summary>The tables.</summary>
    public static string Of(CalibratedScenario fit) =>
        $"<p>{HtmlTable.Escaped(CalibrationText.Heading(fit))}</p>\n"
        + HtmlTable.Of(CalibrationText.Parameters(fit)) + HtmlTable.Of(CalibrationText.Qualities(fit))
        + "<p>The telemetry does not tell:</p>\n<ul>\n" + string.Concat(fit.Untold.Select(line => $"<li>{HtmlTable.Escaped(line)}</li>\n")) + "</ul>\n";
}
