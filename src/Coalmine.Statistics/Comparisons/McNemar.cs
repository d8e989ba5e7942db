using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>McNemar's test on the discordant pairs of mirrored traffic: given their number, the canary-only-wrong ones are Bin(b + c, ½).</summary>
/// <remarks>Null: each model alone is wrong equally often. Assumes independent pairs. χ² forms: asymptotic, from about 10 discordant pairs. One planned look;
/// under repeated looks bet on the share ½ with <see cref="Sequential.OneSidedErrorShare"/>. O(1). Source: McNemar 1947.</remarks>
/// <param name="Exact">Two-sided exact p. Guarantee: exact.</param>
/// <param name="Mid">Two-sided mid-p, recommended (Fagerland, Lydersen and Laake 2013).</param>
/// <param name="GreaterExact">One-sided exact p, small when the canary is worse.</param>
public readonly record struct McNemar(double Exact, double Mid, double GreaterExact)
{
    /// <summary>The exact tests; all p are 1 without discordant pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more than 2⁵³ pairs.</exception>
    public static McNemar Test(long canaryOnlyWrong, long baselineOnlyWrong)
    {
        Domain.Events(canaryOnlyWrong, Domain.MostTrials);
        Domain.Events(baselineOnlyWrong, Domain.MostTrials - canaryOnlyWrong);
        long all = canaryOnlyWrong + baselineOnlyWrong;
        if (all == 0)
            return new McNemar(1, 1, 1);
        long smaller = Math.Min(canaryOnlyWrong, baselineOnlyWrong);
        double tail = BinomialDistribution.AtMost(smaller, all, 0.5);
        double mid = (2 * tail) - Math.Exp(BinomialDistribution.LogProbability(smaller, all, 0.5));
        return new McNemar(Math.Min(1, 2 * tail), Math.Min(1, mid), BinomialDistribution.AtLeast(canaryOnlyWrong, all, 0.5));
    }

    /// <summary>(b - c)²/(b + c), needs b + c > 0. Guarantee: asymptotic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are no discordant pairs.</exception>
    public static double ChiSquare(double canaryOnlyWrong, double baselineOnlyWrong)
    {
        Domain.Count(canaryOnlyWrong);
        Domain.Count(baselineOnlyWrong);
        Domain.Trials(canaryOnlyWrong + baselineOnlyWrong, nameof(canaryOnlyWrong));
        double difference = canaryOnlyWrong - baselineOnlyWrong;
        return difference * difference / (canaryOnlyWrong + baselineOnlyWrong);
    }

    /// <summary>max(0, |b - c| - 1)²/(b + c), needs b + c > 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are no discordant pairs.</exception>
    public static double CorrectedChiSquare(double canaryOnlyWrong, double baselineOnlyWrong)
    {
        Domain.Count(canaryOnlyWrong);
        Domain.Count(baselineOnlyWrong);
        Domain.Trials(canaryOnlyWrong + baselineOnlyWrong, nameof(canaryOnlyWrong));
        double difference = Math.Max(0, Math.Abs(canaryOnlyWrong - baselineOnlyWrong) - 1);
        return difference * difference / (canaryOnlyWrong + baselineOnlyWrong);
    }
}
