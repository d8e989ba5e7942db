using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Evaluation;

namespace Coalmine.Live.Files;

/// <summary>Binds a policy to what a metrics server can tell now.</summary>
internal static class MetricsBinding
{
    /// <summary>Looks at the server and binds.</summary>
    /// <returns>The bound policy, or every reason why there is none.</returns>
    public static async ValueTask<(BoundPolicy? Bound, ImmutableArray<string> Problems)> BindAsync(
        PolicyFile file, MetricsDiscovery discovery, CancellationToken cancellation)
    {
        DiscoveredMetrics found = await discovery.DiscoverAsync(file.Policy, cancellation).ConfigureAwait(false);
        if (!found.IsFit || found.Shape is null)
            return (null, [.. found.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Id} · {finding.Text}")]);
        return BoundPolicy.Bind(file.Policy, found.Shape) switch
        {
            PolicyBinding.Bound bound => (bound.Policy, []),
            PolicyBinding.Refused refused => (null, [.. refused.Problems.Select(problem => file.Locate(problem).ToString())]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
