using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// A mean over pairs of replications, of which one has each uniform number u where the other has 1 - u (Hammersley and Morton 1956): what one overshoots the
/// other undershoots, where the response rises in its numbers. Where it does not, pairing may lose.
/// </summary>
/// <param name="Mean">The mean over the pairs' means with its t interval.</param>
/// <param name="VarianceRatio">
/// The variance over that of as many independent replications: 1 + correlation within the pairs, in [0, 2]; 1 where the values have no spread.
/// </param>
public readonly record struct AntitheticMean(ReplicationMean Mean, double VarianceRatio)
{
    /// <summary>The mean of two or more pairs at a confidence in (0, 1).</summary>
    /// <exception cref="ArgumentException">The two have different lengths or fewer than two values, or a value is not finite.</exception>
    public static AntitheticMean Of(ReadOnlySpan<double> values, ReadOnlySpan<double> opposites, double confidence)
    {
        if (values.Length != opposites.Length)
            throw new ArgumentException("Each value has one opposite.", nameof(opposites));
        Domain.Values(values, 2);
        Domain.Values(opposites, 2);
        double[] means = new double[values.Length];
        for (int i = 0; i < means.Length; i++)
            means[i] = (values[i] + opposites[i]) / 2;
        double independent = (Moments.Of(values).Variance + Moments.Of(opposites).Variance) / 4;
        double paired = Moments.Of(means).Variance;
        return new AntitheticMean(ReplicationMean.Of(means, confidence), independent == 0 ? 1 : paired / independent);
    }
}
