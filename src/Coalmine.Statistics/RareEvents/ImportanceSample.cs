using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.RareEvents;

/// <summary>
/// The probability of an event from draws of another law, each with its likelihood ratio: the mean of w over the draws that hit and 0 over the rest. Unbiased
/// where the other law can draw whatever belongs to the event.
/// </summary>
/// <param name="Probability">Σ w over the hits, divided by the draws.</param>
/// <param name="RelativeError">Its standard error over itself; +∞ without a hit, or with one draw.</param>
/// <param name="EffectiveSize">
/// (Σw)²/Σw² over the hits: equally weighted hits that would say as much (Kong 1992; over the hits, since weights of misses do not enter the estimate). 0
/// without a hit.
/// </param>
/// <param name="Draws">Draws, hits or not.</param>
public readonly record struct ImportanceSample(double Probability, double RelativeError, double EffectiveSize, long Draws)
{
    /// <summary>Below this effective size the error's own estimate is worth nothing: a single heavy weight not yet drawn may carry the whole sum.</summary>
    public const double LeastEffectiveSize = 100;

    /// <summary>Whether the estimate should be shown to anybody.</summary>
    public bool IsTrustworthy => EffectiveSize >= LeastEffectiveSize;

    /// <summary>
    /// The log-normal interval at a confidence in (0, 1). Guarantee: asymptotic. [0, 1] where the effective size is below 100: no interval is offered then.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        return IsTrustworthy ? LogNormalInterval.Of(Probability, RelativeError, confidence, double.PositiveInfinity) : new Interval(0, 1);
    }

    /// <summary>The estimate from the logarithms of the hits' likelihood ratios; sums are relative to the largest, so that none underflows.</summary>
    /// <param name="logWeights">ln w of each draw that hit.</param>
    /// <param name="draws">All draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer draws than hits, or none.</exception>
    public static ImportanceSample Of(ReadOnlySpan<double> logWeights, long draws)
    {
        foreach (double logWeight in logWeights)
            Domain.LogWealth(logWeight, nameof(logWeights));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, logWeights.Length);
        double largest = double.NegativeInfinity;
        foreach (double weight in logWeights)
            largest = Math.Max(largest, weight);
        if (double.IsNegativeInfinity(largest))
            return new ImportanceSample(0, double.PositiveInfinity, 0, draws);
        double sum = 0, squares = 0;
        foreach (double weight in logWeights)
        {
            double scaled = Math.Exp(weight - largest);
            sum += scaled;
            squares += scaled * scaled;
        }

        double mean = sum / draws;
        double variance = draws > 1 ? ((squares / draws) - (mean * mean)) / (draws - 1) : double.PositiveInfinity;
        return new ImportanceSample(Math.Exp(largest) * mean, Math.Sqrt(Math.Max(0, variance)) / mean, sum * sum / squares, draws);
    }
}
