namespace Coalmine.Statistics.Selection;

/// <summary>Optimal computing budget allocation (Chen, Lin, Yücesan and Chick 2000), smallest mean best: use it inside a tuner.</summary>
public static class BudgetAllocation
{
    /// <summary>The share of replications for each system, from means and standard deviations; the best mean is unique.</summary>
    public static double[] Shares(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        int best = 0;
        for (int i = 1; i < means.Length; i++)
            best = means[i] < means[best] ? i : best;
        double[] shares = new double[means.Length];
        double squares = 0, sum = 0;
        for (int i = 0; i < means.Length; i++)
        {
            if (i == best)
                continue;
            shares[i] = Math.Pow(deviations[i] / (means[i] - means[best]), 2);
            squares += Math.Pow(shares[i] / deviations[i], 2);
            sum += shares[i];
        }

        shares[best] = deviations[best] * Math.Sqrt(squares);
        sum += shares[best];
        return Array.ConvertAll(shares, share => share / sum);
    }
}
