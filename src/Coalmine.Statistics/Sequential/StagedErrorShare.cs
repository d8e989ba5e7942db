using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// E-processes for the ratio of the arms' error rates over stages of changing weight: mixtures over the ratio, not over the share, so that evidence
/// carries over weight changes, pauses and restarts. Exact for Poisson-like (rare) errors; large rates need <see cref="TwoByTwoBlocks"/>. Guarantee:
/// anytime-valid.
/// </summary>
/// <remarks>Assumes independent errors, and a weight that does not depend on their outcome. Each component is a supermartingale on its side of r₀, so that
/// the mixture's crossing of 1/α has a probability of at most α over all looks (Ville 1939). O(stages). Source: Lindon and Malek 2022, one-sided and staged
/// by us.</remarks>
public static class StagedErrorShare
{
    /// <summary>ln e against "the ratio is at most r₀", r₀ > 0: a uniform mixture over r₀ times 1.1, 1.25, 1.5, 2, 3, 5 and 10. Large e: harm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The ratio is not positive and finite, or a stage has impossible counts or a weight outside [0, 1].
    /// </exception>
    public static double LogHarm(ReadOnlySpan<ErrorStage> stages, double ratio = 1)
    {
        Domain.Positive(ratio);
        Span<double> logs = stackalloc double[RateRatioAlternatives.Harm.Length];
        for (int j = 0; j < logs.Length; j++)
            logs[j] = LogLikelihoodRatio(stages, ratio * RateRatioAlternatives.Harm[j], ratio);
        return Logarithms.SumOfExponentials(logs) - Math.Log(logs.Length);
    }

    /// <summary>
    /// ln e against "the ratio is at least r₀": a uniform mixture over those of 0.3, 0.5, 0.7, 0.85, 1, 1.15 and 1.3 that are below r₀. Large e: safe to
    /// promote. 0 (no evidence ever) where none is below.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The ratio is not positive and finite, or a stage has impossible counts or a weight outside [0, 1].
    /// </exception>
    public static double LogSafety(ReadOnlySpan<ErrorStage> stages, double ratio)
    {
        Domain.Positive(ratio);
        Span<double> logs = stackalloc double[RateRatioAlternatives.Safety.Length];
        int used = 0;
        foreach (double member in RateRatioAlternatives.Safety)
        {
            if (member < ratio)
                logs[used++] = LogLikelihoodRatio(stages, member, ratio);
        }

        return used == 0 ? 0 : Logarithms.SumOfExponentials(logs[..used]) - Math.Log(used);
    }

    private static double LogLikelihoodRatio(ReadOnlySpan<ErrorStage> stages, double ratio, double reference)
    {
        double sum = 0;
        foreach ((double x, double n, double weight) in stages)
        {
            Domain.Events(x, n, nameof(stages));
            Domain.Probability(weight, nameof(stages));
            sum += new RateRatioBet(x, n - x, weight).LogRatio(ratio, reference);
        }

        return sum;
    }
}
