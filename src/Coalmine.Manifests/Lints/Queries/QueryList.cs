using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>All queries of a set.</summary>
internal static class QueryList
{
    /// <summary>The queries of analysis templates, Canaries, metric templates and rules, in this order.</summary>
    public static IEnumerable<WrittenQuery> Of(ManifestSet set) =>
    [
        .. set.AnalysisTemplates.SelectMany(template => template.Metrics).Select(metric => metric.Query).OfType<WrittenQuery>(),
        .. set.Canaries.SelectMany(canary => canary.Metrics).Select(metric => metric.Query).OfType<WrittenQuery>(),
        .. set.MetricTemplates.Select(template => template.Query).OfType<WrittenQuery>(),
        .. set.RuleFiles.SelectMany(file => file.Groups).SelectMany(group => group.Rules).Select(rule => rule.Query).OfType<WrittenQuery>(),
    ];
}
