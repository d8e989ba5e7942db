namespace Coalmine.Statistics.Selection;

/// <summary>
/// Optimal computing budget allocation (Chen, Lin, Yücesan and Chick 2000), smallest mean best: use it inside a tuner. Guarantee: heuristic; it raises the
/// chance of a correct choice for a given budget and promises no value of it (<see cref="KimNelsonSelection"/> does).
/// </summary>
public static class BudgetAllocation
{
    // Two means nearer than this share of their deviations would take every replication there is; both would be good choices.
    private const double Nearest = 1e-3;

    /// <summary>
    /// The share of replications for each system, from means and standard deviations. Systems without a spread get nothing, unless none has one: then all get
    /// the same. Ties with the best count as apart by a thousandth of their deviations.
    /// </summary>
    /// <exception cref="ArgumentException">The numbers of means and deviations differ, or there is no system.</exception>
    public static double[] Shares(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        if (means.Length == 0 || means.Length != deviations.Length)
            throw new ArgumentException("There is one deviation a system.", nameof(deviations));
        int best = Best(means);
        double[] shares = new double[means.Length];
        double squares = 0, sum = 0;
        for (int i = 0; i < means.Length; i++)
        {
            if (i == best || deviations[i] == 0)
                continue;
            double gap = Math.Max(means[i] - means[best], Nearest * Math.Max(deviations[i], deviations[best]));
            shares[i] = Math.Pow(deviations[i] / gap, 2);
            squares += Math.Pow(shares[i] / deviations[i], 2);
            sum += shares[i];
        }

        shares[best] = sum > 0 ? deviations[best] * Math.Sqrt(squares) : deviations[best];
        sum += shares[best];
        return sum > 0 ? Array.ConvertAll(shares, share => share / sum) : [.. Enumerable.Repeat(1.0 / shares.Length, shares.Length)];
    }

    /// <summary>
    /// How the next replications are spent: towards the shares of all replications so far and these, taking nothing back (one turn of the sequential
    /// procedure). The parts add up to the budget.
    /// </summary>
    /// <param name="counts">Replications of each system so far.</param>
    /// <param name="means">Their means.</param>
    /// <param name="deviations">Their standard deviations.</param>
    /// <param name="budget">Replications to spend; at least 0.</param>
    public static long[] Next(ReadOnlySpan<long> counts, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, long budget)
    {
        if (counts.Length != means.Length)
            throw new ArgumentException("There is one count a system.", nameof(counts));
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        double[] shares = Shares(means, deviations);
        double total = budget;
        foreach (long count in counts)
            total += count;
        double[] lacking = new double[counts.Length];
        for (int i = 0; i < lacking.Length; i++)
            lacking[i] = Math.Max(0, (shares[i] * total) - counts[i]);
        return Apportion(lacking, budget);
    }

    /// <summary>The system with the smallest mean, the first of several.</summary>
    internal static int Best(ReadOnlySpan<double> means)
    {
        int best = 0;
        for (int i = 1; i < means.Length; i++)
            best = means[i] < means[best] ? i : best;
        return best;
    }

    // Largest remainders, the first of several.
    private static long[] Apportion(double[] wanted, long budget)
    {
        double sum = wanted.Sum();
        double[] exact = Array.ConvertAll(wanted, part => sum > 0 ? part / sum * budget : (double)budget / wanted.Length);
        long[] parts = Array.ConvertAll(exact, part => (long)Math.Floor(part));
        long left = budget - parts.Sum();
        foreach (int i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).Take((int)Math.Max(0, left)))
            parts[i]++;
        return parts;
    }
}
