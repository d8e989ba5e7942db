namespace Coalmine.Statistics.Random;

/// <summary>Splits a number over categories whose probabilities are themselves drawn from a Dirichlet law, once for all trials.</summary>
public static class DirichletMultinomialSampler
{
    /// <summary>
    /// Overwrites <paramref name="counts"/> with a split of <paramref name="trials"/>; the concentrations, one a category, are above 0. Category by category:
    /// the count of the first is beta-binomial against all others together, and so on with what is left. It takes the same number of beta values
    /// for the same categories unless nothing is left to split.
    /// </summary>
    public static void Draw(ref Xoshiro256 random, long trials, ReadOnlySpan<double> concentrations, Span<long> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, concentrations.Length);
        ArgumentOutOfRangeException.ThrowIfZero(counts.Length);
        double others = 0;
        foreach (double concentration in concentrations)
        {
            GammaSampler.RequireShape(concentration, nameof(concentrations));
            others += concentration;
        }

        long left = trials;
        for (int i = 0; i < counts.Length - 1; i++)
        {
            // Rounding must not make the rest vanish while categories remain; the next one is the least it can be.
            others = Math.Max(others - concentrations[i], concentrations[i + 1]);
            counts[i] = left == 0 ? 0 : BetaBinomialSampler.Draw(ref random, left, concentrations[i], others);
            left -= counts[i];
        }

        counts[^1] = left;
    }
}
