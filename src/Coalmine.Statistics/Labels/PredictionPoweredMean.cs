using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// A mean from few labels and many predictions (Angelopoulos et al. 2023; PPI++): unbiased whatever the predictions are worth. Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes labelled and unlabelled requests drawn alike and independently. One planned look. O(n + N).</remarks>
/// <param name="Estimate">The mean.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Weight">The share λ of the predictions that is used.</param>
public readonly record struct PredictionPoweredMean(double Estimate, double StandardError, double Weight)
{
    /// <summary>With the predictions taken in full: mean(f of the unlabelled) + mean(y - f). Two values a side.</summary>
    public static PredictionPoweredMean Full(ReadOnlySpan<double> labels, ReadOnlySpan<double> labelled, ReadOnlySpan<double> unlabelled) =>
        Weighted(labels, labelled, unlabelled, 1);

    /// <summary>With the share that makes the variance smallest: λ = cov(y, f)/((1 + n/N)·var f), var f over both sets together, clipped to [0, 1].</summary>
    public static PredictionPoweredMean Tuned(ReadOnlySpan<double> labels, ReadOnlySpan<double> labelled, ReadOnlySpan<double> unlabelled)
    {
        Check(labels, labelled, unlabelled);
        double meanLabel = Moments.Of(labels).Mean, meanPrediction = Moments.Of(labelled).Mean;
        double covariance = 0;
        for (int i = 0; i < labels.Length; i++)
            covariance += (labels[i] - meanLabel) * (labelled[i] - meanPrediction) / (labels.Length - 1);
        double variance = Moments.Of([.. labelled, .. unlabelled]).Variance;
        double weight = variance > 0 ? covariance / ((1 + ((double)labels.Length / unlabelled.Length)) * variance) : 0;
        return Weighted(labels, labelled, unlabelled, Math.Clamp(weight, 0, 1));
    }

    /// <summary>The interval at a confidence in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        double half = NormalDistribution.UpperQuantile((1 - confidence) / 2) * StandardError;
        return new Interval(Estimate - half, Estimate + half);
    }

    private static void Check(ReadOnlySpan<double> labels, ReadOnlySpan<double> labelled, ReadOnlySpan<double> unlabelled)
    {
        if (labels.Length != labelled.Length)
            throw new ArgumentException("Each label has one prediction.", nameof(labelled));
        Domain.Values(labels, 2);
        Domain.Values(labelled, 2);
        Domain.Values(unlabelled, 2);
    }

    private static PredictionPoweredMean Weighted(ReadOnlySpan<double> labels, ReadOnlySpan<double> labelled, ReadOnlySpan<double> unlabelled, double weight)
    {
        Check(labels, labelled, unlabelled);
        double[] rest = new double[labels.Length];
        for (int i = 0; i < rest.Length; i++)
            rest[i] = labels[i] - (weight * labelled[i]);
        var predictions = Moments.Of(unlabelled);
        var residuals = Moments.Of(rest);
        double variance = (weight * weight * predictions.Variance / predictions.Count) + (residuals.Variance / residuals.Count);
        return new PredictionPoweredMean((weight * predictions.Mean) + residuals.Mean, Math.Sqrt(variance), weight);
    }
}
