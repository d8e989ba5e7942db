using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// The long-run mean of one run: its beginning dropped by MSER-5, the rest in batches, whose size is doubled until neighbouring batches hardly depend on each
/// other (Law 2015, 9.5; statistics reference 7.5). Guarantee: asymptotic, in the length of the batches.
/// </summary>
/// <param name="Mean">The mean with its t interval; whether to believe it is said by <paramref name="Verdict"/>.</param>
/// <param name="Dropped">First values left out.</param>
/// <param name="Batches">Batches behind the mean, 10 to 30; 0 where there were too few values for ten.</param>
/// <param name="BatchSize">Values in each.</param>
/// <param name="LagOneCorrelation">Correlation of a batch's mean with the next one's; NaN without batches.</param>
/// <param name="Verdict">What the run is good for.</param>
public readonly record struct SteadyMean(
    ReplicationMean Mean, int Dropped, int Batches, int BatchSize, double LagOneCorrelation, SteadyMeanVerdict Verdict)
{
    /// <summary>The most correlation of neighbouring batch means that counts as none.</summary>
    public const double MostCorrelation = 0.2;

    private const int MostBatches = 30;
    private const int FewestBatches = 10;

    /// <summary>The long-run mean of a run at a confidence in (0, 1); with fewer than ten values left the correlation is NaN.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the confidence is not in (0, 1).</exception>
    public static SteadyMean Of(ReadOnlySpan<double> values, double confidence)
    {
        Domain.Values(values, 1);
        Domain.Level(confidence);
        Truncation truncation = BatchMeans.Truncation(values);
        ReadOnlySpan<double> kept = values[truncation.Values..];
        if (kept.Length < FewestBatches)
        {
            ReplicationMean unbounded = new(Moments.Of(kept).Mean, double.PositiveInfinity);
            return new SteadyMean(unbounded, truncation.Values, 0, 0, double.NaN, SteadyMeanVerdict.TooShort);
        }

        int size = Math.Max(1, kept.Length / MostBatches);
        SteadyMean mean = At(kept, size, truncation.Values, confidence);
        while (mean.LagOneCorrelation >= MostCorrelation && kept.Length / (2 * size) >= FewestBatches)
        {
            size *= 2;
            mean = At(kept, size, truncation.Values, confidence);
        }

        return truncation.IsTooShort ? mean with { Verdict = SteadyMeanVerdict.TooShort } : mean;
    }

    // More batches than thirty come of rounding only.
    private static SteadyMean At(ReadOnlySpan<double> kept, int size, int dropped, double confidence)
    {
        int batches = Math.Min(MostBatches, kept.Length / size);
        double[] means = BatchMeans.Means(kept, batches, size);
        double correlation = SerialDependence.Correlation(means, 1);
        SteadyMeanVerdict verdict = correlation < MostCorrelation ? SteadyMeanVerdict.Steady : SteadyMeanVerdict.BatchesDepend;
        return new SteadyMean(ReplicationMean.Of(means, confidence), dropped, batches, size, correlation, verdict);
    }
}
