using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Exact tests of two proportions that do not condition on the number of events: the largest probability, over the common rate, of a table at least as
/// extreme. Guarantee: exact. Meant for n₁·n₂ up to 1e6; score tests beyond.
/// </summary>
public static class UnconditionalExact
{
    // Equal statistics are equal rationals; rounding must not split ties.
    private const double Slack = 1e-10;
    private const int Grid = 4000;

    /// <summary>Boschloo's one-sided p, small when the canary's rate is higher: tables ordered by Fisher's one-sided p.</summary>
    public static double BoschlooGreater(int x1, int n1, int x2, int n2) =>
        LargestProbability(n1, n2, x1, x2, (i, j) => new HypergeometricDistribution(n1, n2, i + j).LogProbabilityAtLeast(i), smallIsExtreme: true);

    /// <summary>Boschloo's two-sided p: twice the smaller one-sided one, at most 1.</summary>
    public static double BoschlooTwoSided(int x1, int n1, int x2, int n2) =>
        Math.Min(1, 2 * Math.Min(BoschlooGreater(x1, n1, x2, n2), BoschlooGreater(x2, n2, x1, n1)));

    /// <summary>Barnard's one-sided p with the pooled z as the order.</summary>
    public static double BarnardGreater(int x1, int n1, int x2, int n2) =>
        LargestProbability(n1, n2, x1, x2, (i, j) => TwoProportions.Pooled(i, n1, j, n2).Z, smallIsExtreme: false);

    private static double LargestProbability(int n1, int n2, int x1, int x2, Func<int, int, double> statistic, bool smallIsExtreme)
    {
        double observed = statistic(x1, x2);
        double slack = Slack * Math.Max(1, Math.Abs(observed));
        bool[][] rejected = new bool[n1 + 1][];
        for (int i = 0; i <= n1; i++)
        {
            rejected[i] = new bool[n2 + 1];
            for (int j = 0; j <= n2; j++)
                rejected[i][j] = smallIsExtreme ? statistic(i, j) <= observed + slack : statistic(i, j) >= observed - slack;
        }

        double best = 0;
        int at = 0;
        for (int g = 0; g <= Grid; g++)
        {
            double value = Probability(rejected, n1, n2, (double)g / Grid);
            if (value > best)
                (best, at) = (value, g);
        }

        double low = Math.Max(0, at - 1.0) / Grid;
        double high = Math.Min(Grid, at + 1.0) / Grid;
        return Math.Min(1, Math.Max(best, GoldenSection(rate => Probability(rejected, n1, n2, rate), low, high)));
    }

    private static double Probability(bool[][] rejected, int n1, int n2, double rate)
    {
        double[] first = Probabilities(n1, rate);
        double[] second = Probabilities(n2, rate);
        double sum = 0;
        for (int i = 0; i <= n1; i++)
        {
            double row = 0;
            for (int j = 0; j <= n2; j++)
                row += rejected[i][j] ? second[j] : 0;
            sum += first[i] * row;
        }

        return sum;
    }

    private static double[] Probabilities(int n, double rate)
    {
        double[] probabilities = new double[n + 1];
        for (int k = 0; k <= n; k++)
            probabilities[k] = Math.Exp(BinomialDistribution.LogProbability(k, n, rate));
        return probabilities;
    }

    private static double GoldenSection(Func<double, double> function, double low, double high)
    {
        double share = (Math.Sqrt(5) - 1) / 2;
        double left = high - (share * (high - low)), right = low + (share * (high - low));
        double atLeft = function(left), atRight = function(right);
        for (int i = 0; i < 60; i++)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (share * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (share * (high - low));
                atRight = function(right);
            }
        }

        return Math.Max(atLeft, atRight);
    }
}
