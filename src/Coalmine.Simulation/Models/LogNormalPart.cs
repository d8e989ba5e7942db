using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Lognormal latencies.</summary>
internal sealed class LogNormalPart(LogNormalLaw law) : ILatencyPart
{
    /// <summary>The law.</summary>
    public LogNormalLaw Law => law;

    /// <inheritdoc/>
    public double Above(double seconds) => law.Above(seconds);

    /// <inheritdoc/>
    public double MomentUpTo(double seconds, int power) => law.MomentUpTo(seconds, power);

    /// <inheritdoc/>
    public double Draw(ref Xoshiro256 random) => LogNormalSampler.Draw(ref random, law.LogMean, law.LogDeviation);
}
