using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Linting;

/// <summary>
/// Writes a lint report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show beside the lines. Columns count UTF-16 units.
/// </summary>
public static class LintSarif
{
    /// <summary>Writes the report as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(LintReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        SarifLog.Write([.. report.Findings.Select(Priced)], id => Linter.Rules.FirstOrDefault(rule => rule.Id == id)?.About, stream);

        Diagnostic Priced(Finding finding)
        {
            Diagnostic said = finding.ToDiagnostic();
            string prices = string.Concat(report.PricesOf(finding).Select(price => $" Mended: {price}."));
            return said with { File = finding.File, Position = finding.Start, Message = said.Message + prices };
        }
    }
}
