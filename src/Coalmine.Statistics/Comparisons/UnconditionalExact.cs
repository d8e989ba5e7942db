using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Exact tests of "both rates are equal" that do not condition on the number of events: the largest probability, over the common rate, of a table at least as
/// extreme. Assumes independent requests. Guarantee: exact at one look; never less powerful than Fisher's test in Boschloo's order (Boschloo 1970; Barnard
/// 1947). Cost O(4000·(n₁ + n₂)); above n₁·n₂ = 1e6 the tests decline, and a score test (<see cref="TwoProportions"/>, <see cref="NonInferiority"/>) is as
/// good.
/// <para>
/// Each test takes a refinement γ (Berger and Boos 1994): the maximum is taken over a 1 - γ interval of the common rate only, and γ is added. It stays exact,
/// and is sharper where a far-off rate would decide; 1e-4 is usual, 0 is the plain test.
/// </para>
/// </summary>
public static class UnconditionalExact
{
    /// <summary>The largest n₁·n₂ that is computed.</summary>
    public const long LargestProduct = 1_000_000;

    // Equal statistics are equal rationals; rounding must not split ties.
    private const double Slack = 1e-10;
    private const int Grid = 4000;

    /// <summary>Whether the tests answer for arms of these sizes: a request on each side, and n₁·n₂ at most 1e6.</summary>
    public static bool IsAffordable(long n1, long n2) => n1 > 0 && n2 > 0 && n1 <= LargestProduct / n2;

    /// <summary>Boschloo's one-sided p, small when the canary's rate is higher: tables ordered by Fisher's one-sided p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The arms are too large, or counts impossible.</exception>
    public static double BoschlooGreater(int x1, int n1, int x2, int n2, double refinement = 0) => LargestProbability(
        new Table(x1, n1, x2, n2), (i, j) => -new HypergeometricDistribution(n1, n2, i + j).LogProbabilityAtLeast(i), refinement);

    /// <summary>Boschloo's other side, small when the canary's rate is lower.</summary>
    public static double BoschlooLess(int x1, int n1, int x2, int n2, double refinement = 0) => BoschlooGreater(x2, n2, x1, n1, refinement);

    /// <summary>Boschloo's two-sided p: twice the smaller one-sided one, at most 1.</summary>
    public static double BoschlooTwoSided(int x1, int n1, int x2, int n2, double refinement = 0) =>
        Math.Min(1, 2 * Math.Min(BoschlooGreater(x1, n1, x2, n2, refinement), BoschlooLess(x1, n1, x2, n2, refinement)));

    /// <summary>Barnard's one-sided p with the pooled z as the order, small when the canary's rate is higher.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The arms are too large, or counts impossible.</exception>
    public static double BarnardGreater(int x1, int n1, int x2, int n2, double refinement = 0) =>
        LargestProbability(new Table(x1, n1, x2, n2), (i, j) => TwoProportions.Pooled(i, n1, j, n2).Z, refinement);

    /// <summary>Barnard's other side, small when the canary's rate is lower.</summary>
    public static double BarnardLess(int x1, int n1, int x2, int n2, double refinement = 0) => BarnardGreater(x2, n2, x1, n1, refinement);

    /// <summary>Barnard's two-sided p: twice the smaller one-sided one, at most 1.</summary>
    public static double BarnardTwoSided(int x1, int n1, int x2, int n2, double refinement = 0) =>
        Math.Min(1, 2 * Math.Min(BarnardGreater(x1, n1, x2, n2, refinement), BarnardLess(x1, n1, x2, n2, refinement)));

    private static double LargestProbability(in Table table, Func<int, int, double> statistic, double refinement)
    {
        (int x1, int n1, int x2, int n2) = table;
        if (!IsAffordable(n1, n2))
            throw new ArgumentOutOfRangeException(nameof(table), "Unconditional exact tests need a request on each side and n1 n2 of at most 1e6.");
        if (x1 < 0 || x1 > n1 || x2 < 0 || x2 > n2 || !(refinement is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(table), "Counts lie between 0 and the requests, the refinement in [0, 1).");
        double observed = statistic(x1, x2);
        double limit = observed - (Slack * Math.Max(1, Math.Abs(observed)));
        int[] rejected = Array.ConvertAll(Enumerable.Range(0, n1 + 1).ToArray(), i => Rejected(i, n2, limit, statistic));
        Interval rates = refinement > 0 ? ClopperPearson.Interval((long)x1 + x2, (long)n1 + n2, 1 - refinement) : new Interval(0, 1);
        double step = rates.Width / Grid;
        double best = 0;
        int at = 0;
        for (int g = 0; g <= Grid; g++)
        {
            double value = Probability(rejected, n1, n2, rates.Lower + (g * step));
            if (value > best)
                (best, at) = (value, g);
        }

        double low = rates.Lower + (Math.Max(0, at - 1) * step), high = rates.Lower + (Math.Min(Grid, at + 1) * step);
        double refined = GoldenSection.Maximum(rate => Probability(rejected, n1, n2, Math.Clamp(rate, 0, 1)), low, high, 60).Value;
        return Math.Min(1, Math.Max(best, refined) + refinement);
    }

    // How many tables (i, 0), (i, 1), ... are as extreme as the observed one: both statistics fall as the second arm's events grow.
    private static int Rejected(int i, int n2, double limit, Func<int, int, double> statistic)
    {
        int low = 0, high = n2 + 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (statistic(i, middle) >= limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double Probability(int[] rejected, int n1, int n2, double rate)
    {
        double[] first = Probabilities(n1, rate), second = Probabilities(n2, rate);
        for (int j = 1; j <= n2; j++)
            second[j] += second[j - 1];
        double sum = 0;
        for (int i = 0; i <= n1; i++)
            sum += rejected[i] > 0 ? first[i] * second[rejected[i] - 1] : 0;
        return sum;
    }

    private static double[] Probabilities(int n, double rate)
    {
        double[] probabilities = new double[n + 1];
        for (int k = 0; k <= n; k++)
            probabilities[k] = Math.Exp(BinomialDistribution.LogProbability(k, n, rate));
        return probabilities;
    }

    private readonly record struct Table(int X1, int N1, int X2, int N2);
}
