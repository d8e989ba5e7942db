using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Workbench.Policies;

/// <summary>What manifests do not say and their controllers depend on.</summary>
/// <param name="Release">The release of Argo Rollouts.</param>
public sealed record ManifestOptions(ArgoRelease Release)
{
    /// <summary>The newest release.</summary>
    public static ManifestOptions Usual { get; } = new(ArgoRelease.V1_10);
}
