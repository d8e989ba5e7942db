using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Weibull latencies: P(X > x) = exp(-(x / scale)^shape), which is ln 2 at the median and ln 100 at the p99 in the exponent.</summary>
internal sealed class WeibullPart : ILatencyPart
{
    private readonly double _shape;
    private readonly double _scale;

    /// <summary>The law with these quantiles.</summary>
    public WeibullPart(double median, double p99)
    {
        double logRatio = Math.Log(Math.Log(100) / Math.Log(2));
        _shape = logRatio / Math.Log(p99 / median);
        _scale = median * Math.Exp(-Math.Log(Math.Log(2)) / _shape);
    }

    /// <inheritdoc/>
    public double Above(double seconds) => seconds <= 0 ? 1 : Math.Exp(-Math.Pow(seconds / _scale, _shape));

    /// <inheritdoc/>
    // With E = (X / scale)^shape exponential: E[X^k; X at most x] = scale^k times the lower incomplete gamma function of 1 + k / shape at (x / scale)^shape.
    public double MomentUpTo(double seconds, int power)
    {
        double order = 1 + power / _shape;
        double whole = Math.Exp(power * Math.Log(_scale) + GammaFunction.Log(order));
        double exponent = Math.Pow(Math.Max(0, seconds) / _scale, _shape);
        return double.IsPositiveInfinity(exponent) ? whole : whole * IncompleteGamma.Lower(order, exponent);
    }

    /// <inheritdoc/>
    public double Draw(ref Xoshiro256 random) =>
        _scale * DeterministicMath.Exp(DeterministicMath.Log(ExponentialSampler.Draw(ref random)) / _shape);
}
