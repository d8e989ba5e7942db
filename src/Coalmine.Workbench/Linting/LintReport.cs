using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;

namespace Coalmine.Workbench.Linting;

/// <summary>What a linter found in files, with what it costs where a study has told.</summary>
/// <param name="Files">The files, as they were given.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Prices">What policies of the files cost as they stand, and with single findings mended; none without a study.</param>
public sealed record LintReport(ImmutableArray<string> Files, ImmutableArray<Finding> Findings, ImmutableArray<LintPrice> Prices)
{
    /// <summary>The kind of everything that was judged, once each object or file.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Findings of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>What mending a finding changes; none where no study has told.</summary>
    public IEnumerable<LintPrice> PricesOf(Finding finding) => Prices.Where(price => price.Mended == finding);
}
