using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Latencies that are all alike. At the latency itself the law counts as not above, as a histogram bucket does.</summary>
internal sealed class ConstantPart(double value) : ILatencyPart
{
    /// <inheritdoc/>
    public double Above(double seconds) => value > seconds ? 1 : 0;

    /// <inheritdoc/>
    public double MomentUpTo(double seconds, int power) => value > seconds ? 0 : Math.Pow(value, power);

    /// <inheritdoc/>
    public double Draw(ref Xoshiro256 random) => value;
}
