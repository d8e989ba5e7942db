using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Confidence sequences for the mean of values in [0, 1] by predictable mixtures and betting (Waudby-Smith and Ramdas 2024; confseq), at the last value,
/// without running intersection. No model of the distribution is needed. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes values in [0, 1] whose mean given the past is constant, in the order in which they came. O(n), and O(n) for each mean that is
/// tested.</remarks>
public static class BoundedMeanSequence
{
    /// <summary>The empirical-Bernstein interval at error alpha (two-sided), within [0, 1].</summary>
    public static Interval EmpiricalBernstein(ReadOnlySpan<double> values, double alpha) => TwoSided(values, alpha, EmpiricalBernsteinLower);

    /// <summary>The Hoeffding interval: wider, blind to the variance.</summary>
    public static Interval Hoeffding(ReadOnlySpan<double> values, double alpha) => TwoSided(values, alpha, HoeffdingLower);

    /// <summary>
    /// ln max(K⁺/2, K⁻/2) of the hedged capital against a mean m in [0, 1]: reject at ln(1/α). The bets are those of the empirical-Bernstein mixture
    /// without its cap, cut at ½/m and ½/(1 - m).
    /// </summary>
    public static double HedgedLogCapital(ReadOnlySpan<double> values, double mean, double alpha)
    {
        double up = 0, down = 0;
        double log = Math.Log(2 / alpha);
        var past = new RegularisedMoments();
        for (int t = 1; t <= values.Length; t++)
        {
            double x = values[t - 1];
            double bet = Bet(log, t, past.Variance);
            up += Logarithms.OnePlus(Math.Min(bet, 0.5 / mean) * (x - mean));
            down += Logarithms.OnePlus(-Math.Min(bet, 0.5 / (1 - mean)) * (x - mean));
            past = past.With(x, t);
        }

        return Math.Max(up, down) - Math.Log(2);
    }

    private static Interval TwoSided(ReadOnlySpan<double> values, double alpha, Func<double[], double, double> lower)
    {
        double log = Math.Log(2 / alpha);
        double[] mirrored = [.. values];
        double low = lower(mirrored, log);
        for (int i = 0; i < mirrored.Length; i++)
            mirrored[i] = 1 - mirrored[i];
        return new Interval(Math.Clamp(low, 0, 1), Math.Clamp(1 - lower(mirrored, log), 0, 1));
    }

    private static double EmpiricalBernsteinLower(double[] values, double log)
    {
        double weights = 0, weighted = 0, penalty = log, total = 0;
        var past = new RegularisedMoments();
        for (int t = 1; t <= values.Length; t++)
        {
            double x = values[t - 1];
            double bet = Math.Min(0.5, Bet(log, t, past.Variance));
            double offset = x - (t == 1 ? 0 : total / (t - 1));
            weights += bet;
            weighted += bet * x;
            penalty -= offset * offset * Logarithms.OnePlusMinus(-bet);
            total += x;
            past = past.With(x, t);
        }

        return weights == 0 ? 0 : (weighted - penalty) / weights;
    }

    private static double HoeffdingLower(double[] values, double log)
    {
        double weights = 0, weighted = 0, penalty = log;
        for (int t = 1; t <= values.Length; t++)
        {
            double bet = Math.Min(1, Math.Sqrt(8 * log / (t * Math.Log(1 + t))));
            weights += bet;
            weighted += bet * values[t - 1];
            penalty += bet * bet / 8;
        }

        return weights == 0 ? 0 : (weighted - penalty) / weights;
    }

    private static double Bet(double log, int t, double variance) => Math.Sqrt(2 * log / (t * Math.Log(1 + t) * variance));

    // Mean and variance of the past with one imagined value of mean ½ and variance ¼, as the bets use them.
    private readonly record struct RegularisedMoments(double Total, double Squares, int Count)
    {
        public double Variance => (0.25 + Squares) / (Count + 1);

        public RegularisedMoments With(double x, int count)
        {
            double total = Total + x;
            double offset = x - ((0.5 + total) / (count + 1));
            return new RegularisedMoments(total, Squares + (offset * offset), count);
        }
    }
}
