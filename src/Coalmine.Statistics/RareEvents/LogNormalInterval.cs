using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.RareEvents;

/// <summary>
/// An interval for a small probability from its estimate and relative error: p̂·e^(±t·re), by the delta method on ln p̂. Unlike p̂(1 ± t·re) it never reaches
/// below 0 and is as lopsided as products of shares are. Guarantee: asymptotic; trust it up to relative errors of about a half.
/// </summary>
internal static class LogNormalInterval
{
    /// <summary>The interval; [0, 1] where the error is not known.</summary>
    /// <param name="probability">The estimate, in [0, 1].</param>
    /// <param name="relativeError">Its relative standard error.</param>
    /// <param name="confidence">Confidence in (0, 1).</param>
    /// <param name="degreesOfFreedom">Of the error's own estimate; +∞ where it is not estimated from repetitions.</param>
    public static Interval Of(double probability, double relativeError, double confidence, double degreesOfFreedom)
    {
        if (!double.IsFinite(relativeError) || probability == 0)
            return new Interval(0, 1);
        double tail = (1 - confidence) / 2;
        double quantile = double.IsInfinity(degreesOfFreedom) ? NormalDistribution.UpperQuantile(tail) : StudentT.UpperQuantile(tail, degreesOfFreedom);
        double factor = Math.Exp(quantile * relativeError);
        return new Interval(probability / factor, Math.Min(1, probability * factor));
    }
}
