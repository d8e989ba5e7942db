using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// E-processes for the ratio of the arms' error rates over stages of changing weight: mixtures over the ratio, not over the share, so that evidence
/// carries over weight changes, pauses and restarts. Exact for Poisson-like (rare) errors; large rates need <see cref="TwoByTwoBlocks"/>. Guarantee:
/// anytime-valid.
/// </summary>
public static class StagedErrorShare
{
    // Relative to the ratio under test: a member at or below it would grow without bound under a harmless canary.
    private static readonly double[] HarmfulRatios = [1.1, 1.25, 1.5, 2, 3, 5, 10];

    // Absolute; the members at or above the margin are dropped for the same reason.
    private static readonly double[] SafeRatios = [0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.3];

    /// <summary>ln e against "the ratio is at most r₀", r₀ > 0: a uniform mixture over r₀ times 1.1, 1.25, 1.5, 2, 3, 5 and 10. Large e: harm.</summary>
    public static double LogHarm(ReadOnlySpan<ErrorStage> stages, double ratio = 1)
    {
        Span<double> logs = stackalloc double[HarmfulRatios.Length];
        for (int j = 0; j < logs.Length; j++)
            logs[j] = LogLikelihoodRatio(stages, ratio * HarmfulRatios[j], ratio);
        return Logarithms.SumOfExponentials(logs) - Math.Log(logs.Length);
    }

    /// <summary>
    /// ln e against "the ratio is at least r₀": a uniform mixture over those of 0.3, 0.5, 0.7, 0.85, 1, 1.15 and 1.3 that are below r₀. Large e: safe to
    /// promote. 0 (no evidence ever) where none is below.
    /// </summary>
    public static double LogSafety(ReadOnlySpan<ErrorStage> stages, double ratio)
    {
        Span<double> logs = stackalloc double[SafeRatios.Length];
        int used = 0;
        foreach (double member in SafeRatios)
        {
            if (member < ratio)
                logs[used++] = LogLikelihoodRatio(stages, member, ratio);
        }

        return used == 0 ? 0 : Logarithms.SumOfExponentials(logs[..used]) - Math.Log(used);
    }

    // With θ(r) = wr/(wr + 1 - w) each stage adds x·ln(r/r₀) - n·ln[(wr + 1 - w)/(wr₀ + 1 - w)].
    private static double LogLikelihoodRatio(ReadOnlySpan<ErrorStage> stages, double ratio, double reference)
    {
        double log = Math.Log(ratio / reference);
        double sum = 0;
        foreach ((double x, double n, double weight) in stages)
            sum += (x * log) - (n * Logarithms.OnePlus(weight * (ratio - reference) / ((weight * reference) + 1 - weight)));
        return sum;
    }
}
