using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>A lint of PromQL, whoever asks it.</summary>
internal abstract class QueryLint(string id, Severity severity, string about) : Lint(id, severity, about)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) =>
        QueryList.Of(set).Where(query => query.Root is not null).SelectMany(query => Look(query, options));

    /// <summary>Looks at one query, which has a tree.</summary>
    protected abstract IEnumerable<Finding> Look(WrittenQuery query, LintOptions options);
}
