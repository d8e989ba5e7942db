using System.Collections.Immutable;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints;

/// <summary>
/// Says what manifests really do where that differs from what they seem to say. Needs no cluster, runs nothing, and never throws for what a file holds.
/// </summary>
public static class Linter
{
    /// <summary>The lints, by id; the ids of readers (what an API server or a controller refuses) are beside them in the README.</summary>
    public static ImmutableArray<LintRule> Rules { get; } = [.. LintTable.All.Select(lint => lint.Rule)];

    /// <summary>Everything there is to say about a set, with usual options.</summary>
    public static ImmutableArray<Finding> Lint(ManifestSet set) => Lint(set, LintOptions.Default);

    /// <summary>
    /// Everything there is to say about a set: what its readers said, and what the lints find; by file, line, column and id, each once. Cost: the number of
    /// lints times the size of the set; queries are read once, with the set.
    /// </summary>
    /// <param name="set">The files.</param>
    /// <param name="options">What the files do not say.</param>
    public static ImmutableArray<Finding> Lint(ManifestSet set, LintOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. set.Diagnostics.Select(Finding.Of)
                .Concat(LintTable.All.SelectMany(lint => lint.Look(set, options)))
                .DistinctBy(finding => (finding.Id, finding.File, finding.Start, finding.Message))
                .OrderBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Start.Line).ThenBy(finding => finding.Start.Column).ThenBy(finding => finding.Id, StringComparer.Ordinal),
        ];
    }
}
