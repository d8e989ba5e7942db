using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>What a world's telemetry says about the finite bounds of latency histograms, whatever the platform.</summary>
/// <param name="Seconds">Bounds in seconds, rising.</param>
/// <param name="Replace">Whether they replace those of every platform; else every histogram has them beside its own.</param>
public sealed record HistogramBounds(ImmutableArray<double> Seconds, bool Replace)
{
    /// <summary>Every histogram has the bounds of its platform.</summary>
    public static HistogramBounds Usual { get; } = new([], false);

    /// <summary>The bounds that a metric's histogram has, in seconds and rising; none for a metric that is no histogram.</summary>
    /// <param name="family">The metric.</param>
    public ImmutableArray<double> Of(MetricFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        if (!family.IsHistogram)
            return [];
        return Replace ? Seconds : [.. family.BoundsInSeconds.Concat(Seconds).Distinct().Order()];
    }
}
