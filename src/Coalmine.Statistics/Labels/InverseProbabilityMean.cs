using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// A mean from values that were seen with known, different probabilities: labels sampled by disagreement, or labels that had time to arrive with probability
/// G(age) (<see cref="LabelDelay"/>). Hájek's ratio Σ(y/π)/Σ(1/π) (1971) with the linearised variance Σ(y - μ)²/π²/(Σ1/π)². Assumes that the probabilities
/// are right, above 0 for every request, and that requests are independent. Guarantee: asymptotic; look at <see cref="EffectiveSize"/>, and refuse below
/// about 30.
/// </summary>
/// <param name="Estimate">The mean over all requests, seen or not.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="EffectiveSize">Kish's (Σw)²/Σw², w = 1/π: equally weighted values worth as much.</param>
public readonly record struct InverseProbabilityMean(double Estimate, double StandardError, double EffectiveSize)
{
    /// <summary>The estimate from values and the probabilities, in (0, 1], with which each of them was seen; at least one. O(n).</summary>
    /// <exception cref="ArgumentException">Not as many probabilities as values, or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in (0, 1].</exception>
    public static InverseProbabilityMean Of(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities)
    {
        if (values.Length != probabilities.Length || values.Length == 0)
            throw new ArgumentException("Each value has one probability.", nameof(probabilities));
        double weights = 0, squares = 0, weighted = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Domain.Value(values[i], nameof(values));
            if (!(probabilities[i] is > 1e-100 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(probabilities), "A value that was seen had a probability in (0, 1], and not below 1e-100.");
            double weight = 1 / probabilities[i];
            weights += weight;
            squares += weight * weight;
            weighted += weight * values[i];
        }

        double mean = weighted / weights, variance = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double part = (values[i] - mean) / (probabilities[i] * weights);
            variance += part * part;
        }

        return new InverseProbabilityMean(mean, Math.Sqrt(variance), weights * weights / squares);
    }

    /// <summary>The interval at a confidence in (0, 1), by the normal law.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        double half = NormalDistribution.UpperQuantile((1 - confidence) / 2) * StandardError;
        return new Interval(Estimate - half, Estimate + half);
    }
}
