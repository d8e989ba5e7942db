using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>
/// Pearson's chi-square test of draws against an exact law; the probability that a right sampler gets a value as small as the one returned is that
/// value.
/// </summary>
internal static class GoodnessOfFit
{
    /// <summary>The chance that one test of a right sampler fails; seeds are fixed, so it was spent when the seed was chosen.</summary>
    public const double FalseAlarm = 1e-6;

    private const double LeastExpected = 25;
    private const double CoarseCells = 16;

    /// <summary>
    /// Counts against their probabilities, in fine cells (25 expected) and in about 16 coarse ones, which see what is spread thinly over many counts. What
    /// lies outside [from, to] belongs to the outermost cells. Twice the smaller of the two probabilities.
    /// </summary>
    public static double OfCounts(int draws, Func<long> draw, Func<long, double> probability, long from, long to)
    {
        long[] observed = new long[to - from + 1];
        for (int i = 0; i < draws; i++)
            observed[Math.Clamp(draw(), from, to) - from]++;
        double[] expected = [.. Enumerable.Range(0, observed.Length).Select(i => draws * probability(from + i))];
        return 2 * Math.Min(Pooled(observed, expected, draws, LeastExpected), Pooled(observed, expected, draws, draws / CoarseCells));
    }

    /// <summary>Pools cells from the left until enough is expected in each; the last takes the rest.</summary>
    private static double Pooled(long[] observed, double[] expected, int draws, double least)
    {
        double statistic = 0;
        int cells = 0;
        (double expectedLeft, double expectedHere) = (draws, 0);
        (long seenLeft, long seenHere) = (draws, 0);
        for (int i = 0; i < observed.Length; i++)
        {
            expectedHere += expected[i];
            seenHere += observed[i];
            if (expectedHere < least || expectedLeft - expectedHere < least)
                continue;
            statistic += (seenHere - expectedHere) * (seenHere - expectedHere) / expectedHere;
            cells++;
            (expectedLeft, seenLeft, expectedHere, seenHere) = (expectedLeft - expectedHere, seenLeft - seenHere, 0, 0);
        }

        return UpperTail(statistic + (seenLeft - expectedLeft) * (seenLeft - expectedLeft) / expectedLeft, cells);
    }

    /// <summary>
    /// Values against their cumulative distribution: 200 cells of equal probability, and 10 coarse ones. Twice the smaller of the two probabilities.
    /// </summary>
    public static double OfValues(int draws, Func<double> draw, Func<double, double> cumulative)
    {
        const int Cells = 200;
        const int Coarse = 10;
        long[] observed = new long[Cells];
        for (int i = 0; i < draws; i++)
            observed[Math.Min(Cells - 1, (int)(Cells * cumulative(draw())))]++;
        return 2 * Math.Min(Uniform(observed), Uniform([.. observed.Chunk(Cells / Coarse).Select(cells => cells.Sum())]));
    }

    private static double Uniform(long[] observed)
    {
        double expected = (double)observed.Sum() / observed.Length;
        return UpperTail(observed.Sum(o => (o - expected) * (o - expected) / expected), observed.Length - 1);
    }

    /// <summary>
    /// A cumulative distribution for large counts: normal with the first Edgeworth term (Abramowitz and Stegun 26.2.48), in error by the order of the
    /// inverse variance. Give it a count with a uniform number in (0, 1) added, which makes the steps of the distribution continuous.
    /// </summary>
    public static Func<double, double> Edgeworth(double mean, double deviation, double skewness) => x =>
    {
        double z = (x - 0.5 - mean) / deviation;
        return Math.Clamp(Normal.CDF(0, 1, z) - skewness / 6 * (z * z - 1) * Normal.PDF(0, 1, z), 0, 1);
    };

    public static double UpperTail(double statistic, int degrees) =>
        degrees == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2);

    /// <summary>
    /// The farther of two scores: of the mean of draws, and of their mean square about the true mean, against a law with the given central moments.
    /// Compare it with 5.0: each score is beyond it with probability 5.7e-7 in either direction, both together about 1e-6.
    /// </summary>
    public static double MomentScore(int draws, Func<double> draw, double mean, double variance, double excessKurtosis)
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++)
        {
            double distance = draw() - mean;
            sum += distance;
            squares += distance * distance;
        }

        double ofMean = Math.Abs(sum / draws) / Math.Sqrt(variance / draws);
        double ofVariance = Math.Abs(squares / draws - variance) / (variance * Math.Sqrt((excessKurtosis + 2) / draws));
        return Math.Max(ofMean, ofVariance);
    }
}
