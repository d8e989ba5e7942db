using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The asymptotic confidence sequence for a mean or a difference of means (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, eq. 9), in the form that
/// GrowthBook uses: for a difference n is the total of both arms and σ² = n·se². Assumes independent values with a finite variance. Guarantee:
/// anytime-asymptotic: about alpha over all looks after the burn-in, not from the first value on; for rates see
/// <see cref="IsBurnedIn"/>, other values need about 100, skewed ones more. O(1) a look.
/// </summary>
public static class AsymptoticSequence
{
    private const double LeastEvents = 100;
    private const double LeastCanaryEvents = 20;

    /// <summary>Our burn-in for error-like counts: 100 events on both arms together, 20 of them on the canary. Looks before it do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static bool IsBurnedIn(double canaryEvents, double baselineEvents)
    {
        Domain.Count(canaryEvents);
        Domain.Count(baselineEvents);
        return canaryEvents >= LeastCanaryEvents && canaryEvents + baselineEvents >= LeastEvents;
    }

    /// <summary>
    /// The two-sided sequence for the mean of a sample at error alpha in (0, 1), narrowest around n = tunedFor, which is fixed before the data.
    /// </summary>
    /// <returns>[-∞, +∞] with fewer than two values or without any variance, which says nothing about the precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sample is impossible, alpha is not in (0, 1), or tunedFor is not in [1e-9, 2⁵³].</exception>
    public static Interval Mean(in SampleSummary sample, double alpha, double tunedFor)
    {
        sample.Check(nameof(sample));
        Domain.Level(alpha);
        Domain.Trials(tunedFor);
        return Around(sample.Mean, sample.Count, sample.VarianceOfMean, alpha, tunedFor);
    }

    /// <summary>
    /// The two-sided sequence around any estimate that behaves like a mean of n values: a regression-adjusted difference, a prediction-powered mean (n its
    /// labels), a ratio by the delta method. Alpha in (0, 1).
    /// </summary>
    /// <returns>[-∞, +∞] for n below 2 or a standard error of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is not finite, its error or n negative, or alpha not in (0, 1).</exception>
    public static Interval Estimate(double estimate, double standardError, double n, double alpha, double tunedFor)
    {
        Domain.Value(estimate);
        Domain.Nonnegative(standardError);
        Domain.Count(n);
        Domain.Level(alpha);
        Domain.Trials(tunedFor);
        return Around(estimate, n, standardError * standardError, alpha, tunedFor);
    }

    /// <summary>The two-sided sequence for the canary's mean less the baseline's; tunedFor counts the values of both arms.</summary>
    /// <returns>[-∞, +∞] while an arm has fewer than two values, or both have no variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sample is impossible, alpha is not in (0, 1), or tunedFor is not in [1e-9, 2⁵³].</exception>
    public static Interval Difference(in SampleSummary canary, in SampleSummary baseline, double alpha, double tunedFor)
    {
        canary.Check(nameof(canary));
        baseline.Check(nameof(baseline));
        Domain.Level(alpha);
        Domain.Trials(tunedFor);
        return Around(
        canary.Mean - baseline.Mean, Both(canary, baseline), canary.VarianceOfMean + baseline.VarianceOfMean, alpha, tunedFor);
    }

    /// <summary>
    /// The one-sided lower limit of the mean: μ - σ√(2(nρ² + 1)/(n²ρ²)·ln(1 + √(nρ² + 1)/(2α))), ρ tuned at 2α. Above a limit: the mean is higher.
    /// </summary>
    /// <returns>-∞ with fewer than two values or without variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sample is impossible, alpha is not in (0, 1), or tunedFor is not in [1e-9, 2⁵³].</exception>
    public static double LowerLimit(in SampleSummary sample, double alpha, double tunedFor)
    {
        sample.Check(nameof(sample));
        Domain.Level(alpha);
        Domain.Trials(tunedFor);
        return sample.Mean - OneSidedHalf(sample.Count, sample.VarianceOfMean, alpha, tunedFor);
    }

    /// <summary>The one-sided lower limit of the canary's mean less the baseline's.</summary>
    /// <returns>-∞ while an arm has fewer than two values, or both have no variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sample is impossible, alpha is not in (0, 1), or tunedFor is not in [1e-9, 2⁵³].</exception>
    public static double LowerLimitOfDifference(in SampleSummary canary, in SampleSummary baseline, double alpha, double tunedFor)
    {
        canary.Check(nameof(canary));
        baseline.Check(nameof(baseline));
        Domain.Level(alpha);
        Domain.Trials(tunedFor);
        return canary.Mean - baseline.Mean - OneSidedHalf(Both(canary, baseline), canary.VarianceOfMean + baseline.VarianceOfMean, alpha, tunedFor);
    }

    // All values, or too few where an arm alone has too few.
    private static double Both(in SampleSummary canary, in SampleSummary baseline) =>
        canary.Count < 2 || baseline.Count < 2 ? 0 : canary.Count + baseline.Count;

    private static Interval Around(double centre, double n, double variance, double alpha, double tunedFor)
    {
        if (n < 2 || !(variance > 0))
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        double half = NormalMixture.AsymptoticHalfWidth(Math.Sqrt(n * variance), n, alpha, NormalMixture.AsymptoticRho(tunedFor, alpha));
        return new Interval(centre - half, centre + half);
    }

    private static double OneSidedHalf(double n, double variance, double alpha, double tunedFor)
    {
        if (n < 2 || !(variance > 0))
            return double.PositiveInfinity;
        double rho = NormalMixture.AsymptoticRho(tunedFor, 2 * alpha);
        double scaled = n * rho * rho;
        return Math.Sqrt(variance * 2 * (scaled + 1) / scaled * Math.Log(1 + (Math.Sqrt(scaled + 1) / (2 * alpha))));
    }
}
