using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Workbench.Policies;

/// <summary>What manifests do not say and their controllers depend on.</summary>
/// <param name="Release">The release of Argo Rollouts.</param>
public sealed record ManifestOptions(ArgoRelease Release)
{
    /// <summary>Share of the requests that the match of an A/B test selects, above 0 and at most 1; nothing for what the scenario says.</summary>
    public double? Match { get; init; }

    /// <summary>
    /// Requests a second that tests send to the canary for as long as it has pods, in place of what the manifest's load tests and the scenario say; nothing for
    /// what they say.
    /// </summary>
    public double? Load { get; init; }

    /// <summary>The newest release.</summary>
    public static ManifestOptions Usual { get; } = new(ArgoRelease.V1_10);
}
