using System.Collections.Immutable;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.PrometheusRules;

/// <summary>A recording or alerting rule.</summary>
/// <param name="Name">The recorded metric, or the alert.</param>
/// <param name="IsAlert">Whether it alerts; else it records.</param>
/// <param name="Place">Where it stands: its keys.</param>
public sealed record RuleManifest(string Name, bool IsAlert, ManifestPlace Place)
{
    /// <summary>Its expression; nothing where none is written.</summary>
    public WrittenQuery? Query { get; init; }

    /// <summary><c>for</c> in milliseconds: how long an alert must hold before it fires.</summary>
    public long For { get; init; }

    /// <summary><c>keep_firing_for</c> in milliseconds: how long it fires on.</summary>
    public long KeepFiringFor { get; init; }

    /// <summary>Labels of its results.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Annotations of the alert, Go text templates.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
