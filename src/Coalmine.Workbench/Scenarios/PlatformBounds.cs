using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The latency bounds that a platform has by itself.</summary>
internal static class PlatformBounds
{
    private const double Milliseconds = 1000;
    private static readonly ImmutableArray<double> Knative = [.. UsualBounds.Knative.Select(bound => bound / Milliseconds)];
    private static readonly ImmutableArray<double> Istio = [.. UsualBounds.Envoy.Select(bound => bound / Milliseconds)];

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
        Platform.Seldon => UsualBounds.Client,
        Platform.Knative => Knative,
        Platform.Istio => Istio,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
