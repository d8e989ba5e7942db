using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.RareEvents;

/// <summary>
/// Independent repetitions of a whole splitting: their mean is unbiased, and their spread is the error without any supposition about levels and entrances.
/// </summary>
/// <param name="Probability">Mean of the repetitions' estimates.</param>
/// <param name="RelativeError">Standard error of the mean over the mean; +∞ where the mean is 0 or there is one repetition only.</param>
/// <param name="Count">Repetitions.</param>
public readonly record struct SplittingRuns(double Probability, double RelativeError, int Count)
{
    /// <summary>
    /// Above this relative error the few repetitions that came far carry the mean; most sets of repetitions have none of them, and say far too little with an
    /// interval far too narrow.
    /// </summary>
    public const double MostRelativeError = 0.5;

    /// <summary>Whether the interval is to be believed.</summary>
    public bool IsTrustworthy => RelativeError <= MostRelativeError;

    /// <summary>
    /// The log-normal interval with Student's t (repetitions - 1) at a confidence in (0, 1); [0, 1] where the error is not known or above a half: no interval
    /// is offered then. Guarantee: asymptotic in the runs of each repetition; ten repetitions are few, twenty will do.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        return IsTrustworthy ? LogNormalInterval.Of(Probability, RelativeError, confidence, Count - 1) : new Interval(0, 1);
    }

    /// <summary>
    /// Plain replications that would have given the same relative error, (1 - p)/(p·re²); +∞ where the error is 0, NaN where it is not known.
    /// </summary>
    public double PlainReplications => double.IsFinite(RelativeError) ? (1 - Probability) / (Probability * RelativeError * RelativeError) : double.NaN;

    /// <summary>The mean of the repetitions' estimates, at least one.</summary>
    /// <exception cref="ArgumentException">There is no repetition, or an estimate is not in [0, 1].</exception>
    public static SplittingRuns Of(ReadOnlySpan<double> estimates)
    {
        foreach (double estimate in estimates)
            Domain.Probability(estimate, nameof(estimates));
        if (estimates.IsEmpty)
            throw new ArgumentException("There is no repetition.", nameof(estimates));
        Moments moments = Moments.Of(estimates);
        bool isKnown = moments.Count > 1 && moments.Mean > 0;
        return new SplittingRuns(moments.Mean, isKnown ? moments.StandardError / moments.Mean : double.PositiveInfinity, estimates.Length);
    }
}
