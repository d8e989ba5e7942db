namespace Coalmine.Statistics.Ranks;

/// <summary>The exact distribution of the sum of a number of ranks drawn without replacement, on doubled ranks so that midranks are whole numbers.</summary>
internal static class RankSumDistribution
{
    // Beyond this many additions the asymptotic test is the better answer.
    private const double Affordable = 4e8;

    /// <summary>Whether the distribution is worth computing.</summary>
    public static bool IsAffordable(int drawn, long all) => (double)all * Math.Min(drawn, all - drawn) * all * all <= Affordable;

    /// <summary>Probability of each doubled sum, indexed by the sum.</summary>
    public static double[] Of(IReadOnlyList<int> doubledRanks, int drawn)
    {
        int total = doubledRanks.Sum();
        var table = new double[drawn + 1][];
        for (int i = 0; i <= drawn; i++)
            table[i] = new double[total + 1];
        table[0][0] = 1;
        int seen = 0, largest = 0;
        foreach (int rank in doubledRanks)
        {
            // Item number `seen` is among the drawn i of the first seen with probability i/seen: weights stay probabilities of the first items' subsets.
            seen++;
            largest += rank;
            for (int i = Math.Min(drawn, seen); i >= 0; i--)
            {
                double stays = (double)(seen - i) / seen;
                double joins = (double)i / seen;
                double[] row = table[i];
                double[]? before = i > 0 ? table[i - 1] : null;
                for (int sum = largest; sum >= 0; sum--)
                {
                    double value = seen > i ? row[sum] * stays : 0;
                    if (before is not null && sum >= rank)
                        value += before[sum - rank] * joins;
                    row[sum] = value;
                }
            }
        }

        return table[drawn];
    }
}
