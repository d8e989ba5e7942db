using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The latency bounds that a platform has by itself.</summary>
internal static class PlatformBounds
{
    /// <summary>
    /// Seldon Core v1.18.2, executor/api/metric: the default buckets of the Prometheus client plus 0.75 s, 7.5 s and 0.075 s.
    /// </summary>
    private static readonly ImmutableArray<double> Seldon = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>What a telemetry says about the histograms of any platform: bounds beside theirs, or bounds in their place.</summary>
    public static HistogramBounds ForAny(Telemetry telemetry)
    {
        ImmutableArray<double> usual = Of(telemetry.Platform);
        return usual.All(telemetry.LatencyBounds.Contains)
            ? new HistogramBounds([.. telemetry.LatencyBounds.Except(usual)], Replace: false)
            : new HistogramBounds(telemetry.LatencyBounds, Replace: true);
    }

    /// <summary>The finite bounds in seconds, rising.</summary>
    public static ImmutableArray<double> Of(Platform platform) => platform switch
    {
        Platform.Seldon => Seldon,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
