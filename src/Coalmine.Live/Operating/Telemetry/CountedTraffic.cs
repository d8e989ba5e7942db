using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>Counts the writes to a target by what became of them.</summary>
/// <param name="traffic">The target.</param>
/// <param name="telemetry">Counts.</param>
public sealed class CountedTraffic(ITrafficControl traffic, LiveTelemetry telemetry) : ITrafficControl
{
    /// <inheritdoc/>
    public ValueTask<TrafficReading> ReadAsync(CancellationToken cancellation) => traffic.ReadAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> SetWeightAsync(TrafficOrder order, TrafficWeight weight, CancellationToken cancellation) =>
        CountedAsync(order, traffic.SetWeightAsync(order, weight, cancellation));

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> MirrorAsync(TrafficOrder order, bool on, CancellationToken cancellation) =>
        CountedAsync(order, traffic.MirrorAsync(order, on, cancellation));

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> PromoteAsync(TrafficOrder order, CancellationToken cancellation) =>
        CountedAsync(order, traffic.PromoteAsync(order, cancellation));

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> AbortAsync(TrafficOrder order, CancellationToken cancellation) =>
        CountedAsync(order, traffic.AbortAsync(order, cancellation));

    /// <inheritdoc/>
    public ValueTask<TrafficWrite> ScaleAsync(TrafficOrder order, Arm arm, int replicas, CancellationToken cancellation) =>
        CountedAsync(order, traffic.ScaleAsync(order, arm, replicas, cancellation));

    private async ValueTask<TrafficWrite> CountedAsync(TrafficOrder order, ValueTask<TrafficWrite> writing)
    {
        TrafficWrite write = await writing.ConfigureAwait(false);
        if (!order.DryRun)
            telemetry.Wrote(order.Change, write);
        return write;
    }
}
