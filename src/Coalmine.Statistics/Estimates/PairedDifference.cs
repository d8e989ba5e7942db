using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>Two policies on the same replications (common random numbers): the mean difference, and what pairing gained.</summary>
/// <param name="Mean">Mean of a - b with its paired t interval.</param>
/// <param name="PairedStandardError">Standard error of the mean difference.</param>
/// <param name="IndependentStandardError">What it would be, had the two been run on streams of their own.</param>
public readonly record struct PairedDifference(ReplicationMean Mean, double PairedStandardError, double IndependentStandardError)
{
    /// <summary>The comparison of pairs of values at a confidence in (0, 1); with one pair the standard errors are NaN.</summary>
    /// <exception cref="ArgumentException">The two have different lengths or no values, a value is not finite, or the confidence not in (0, 1).</exception>
    public static PairedDifference Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence)
    {
        if (a.Length != b.Length)
            throw new ArgumentException("Paired values come in equal numbers.", nameof(b));
        Domain.Values(a, 1);
        Domain.Values(b, 1);
        Domain.Level(confidence);
        double[] differences = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
            differences[i] = a[i] - b[i];
        double independent = Math.Sqrt((Moments.Of(a).Variance + Moments.Of(b).Variance) / a.Length);
        return new PairedDifference(ReplicationMean.Of(differences, confidence), Moments.Of(differences).StandardError, independent);
    }
}
