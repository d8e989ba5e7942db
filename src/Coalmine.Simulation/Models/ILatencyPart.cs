using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>One law of latencies, without stretch: what a latency law is put together from.</summary>
internal interface ILatencyPart
{
    /// <summary>P(latency > <paramref name="seconds"/>).</summary>
    double Above(double seconds);

    /// <summary>E[latency^power; latency at most <paramref name="seconds"/>], for power 1 or 2 and seconds up to infinity.</summary>
    double MomentUpTo(double seconds, int power);

    /// <summary>Draws one latency in seconds; nothing is allocated.</summary>
    double Draw(ref Xoshiro256 random);
}
