using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>
/// Writes what suites found as SARIF 2.1.0. A breach stands at the line of the check that caused it, in a policy or a manifest, and where none did at the
/// line of the expectation.
/// </summary>
public static class SuiteSarif
{
    /// <summary>Writes the log as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(ImmutableArray<SuiteResult> results, Stream stream)
    {
        Diagnostic[] findings = [.. results.SelectMany(SuiteFinding.Of)];
        SarifLog.Write(findings, id => SuiteFinding.Rules.First(rule => rule.Id == id).About, stream);
    }
}
