using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>
/// What suites found as workflow commands of GitHub Actions ("Workflow commands for GitHub Actions", setting error and warning messages), which it shows beside
/// the lines.
/// </summary>
public static class SuiteAnnotations
{
    /// <summary>One command a finding.</summary>
    public static IEnumerable<string> Of(SuiteResult result) => SuiteFinding.Of(result).Select(Command);

    private static string Command(Diagnostic finding)
    {
        string kind = finding.Severity == Severity.Error ? "error" : "warning";
        string place = string.Create(
            CultureInfo.InvariantCulture, $"file={Property(finding.File)},line={finding.Position.Line},col={finding.Position.Column}");
        return $"::{kind} {place},title={Property(finding.Id)}::{Data(finding.Message)}";
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
