using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Tests of "the canary's error rate exceeds the baseline's by the margin or more"; a small <see cref="ZTest.Less"/> rejects it, so the canary is not
/// worse than allowed. Guarantee: asymptotic.
/// </summary>
/// <remarks>Direction: the null is harm of the margin or more, so that a small p is safety. Assumes independent requests (pairs); good from about 10 a side.
/// Edges: where the variance is 0 the score is ±∞, 0 at the margin itself. One planned look. O(1).</remarks>
public static class NonInferiority
{
    /// <summary>
    /// Farrington and Manning's score test (1990) for independent arms: the variance at the rates restricted to the margin, no factor N/(N - 1). Needs n >
    /// 0 on both sides and a margin in [-1, 1]. Rejecting at alpha is the same as a one-sided Mee limit below the margin.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, a side has no trials, or the margin is not in [-1, 1].</exception>
    public static ZTest FarringtonManning(double x1, double n1, double x2, double n2, double margin)
    {
        Domain.EventsOfSome(x1, n1);
        Domain.EventsOfSome(x2, n2);
        Domain.Difference(margin);
        return new(new DifferenceScore(x1, n1, x2, n2, 1, 0).At(margin));
    }

    /// <summary>Tango's score test (1998) for mirrored requests, from the discordant pairs of n > 0 pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer pairs than discordant ones, no pairs, or a margin outside [-1, 1].</exception>
    public static ZTest Tango(double canaryOnlyWrong, double baselineOnlyWrong, double n, double margin) =>
        new(TangoPaired.Score(canaryOnlyWrong, baselineOnlyWrong, n, margin));
}
