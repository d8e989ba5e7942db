using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Gamma latencies: shape 1 / variation^2, scale mean x variation^2.</summary>
internal sealed class GammaPart(double mean, double variation) : ILatencyPart
{
    private readonly double _shape = 1 / (variation * variation);
    private readonly double _scale = mean * variation * variation;

    /// <inheritdoc/>
    public double Above(double seconds) => IncompleteGamma.Upper(_shape, seconds / _scale);

    /// <inheritdoc/>
    // x^k times the density of shape a is a multiple of the density of shape a + k: E[X^k] = scale^k a (a + 1) ... (a + k - 1).
    public double MomentUpTo(double seconds, int power)
    {
        double whole = power == 1 ? mean : mean * mean * (1 + variation * variation);
        return double.IsPositiveInfinity(seconds) ? whole : whole * IncompleteGamma.Lower(_shape + power, seconds / _scale);
    }

    /// <inheritdoc/>
    public double Draw(ref Xoshiro256 random) =>
        variation == 1 ? ExponentialSampler.Draw(ref random, mean) : GammaSampler.Draw(ref random, _shape, _scale);
}
