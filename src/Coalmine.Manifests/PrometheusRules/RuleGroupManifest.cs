using System.Collections.Immutable;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.PrometheusRules;

/// <summary>A group of rules, which are evaluated in order at the same moments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it stands: its keys.</param>
/// <param name="Interval">Time between evaluations in milliseconds; 0 for the server's own (usually 1 m).</param>
/// <param name="QueryOffset">How far back it evaluates, in milliseconds; 0 unless given.</param>
/// <param name="Limit">Most results of a rule; 0 for any number.</param>
/// <param name="Labels">Labels that each rule gets (Prometheus 3.x).</param>
/// <param name="Rules">Its rules, in order.</param>
public sealed record RuleGroupManifest(
    string Name,
    ManifestPlace Place,
    long Interval,
    long QueryOffset,
    int Limit,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableArray<RuleManifest> Rules);
