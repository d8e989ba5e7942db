namespace Coalmine.Statistics.Random;

/// <summary>Splits a number of trials over categories: exact multinomial counts.</summary>
/// <remarks>
/// Few trials are placed one by one from an alias table; many are split by conditional binomials, so that the cost depends on the
/// number of categories and not of trials.
/// </remarks>
public static class MultinomialSampler
{
    // Measured over 21 categories: here both ways cost the same (MultinomialSamplerBenchmarks).
    private const long TrialsPerCategory = 4;

    /// <summary>Overwrites <paramref name="counts"/>, one a category, with a split of <paramref name="trials"/> (at least 0).</summary>
    public static void Draw(ref Xoshiro256 random, long trials, ConditionalProbabilities probabilities, Span<long> counts)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, probabilities.Count);
        if (trials <= TrialsPerCategory * counts.Length)
            Place(ref random, (int)trials, probabilities.Alias, counts);
        else
            Split(ref random, trials, probabilities.Values, counts);
    }

    private static void Place(ref Xoshiro256 random, int trials, AliasTable alias, Span<long> counts)
    {
        counts.Clear();
        Xoshiro256 local = random;
        for (int i = 0; i < trials; i++)
            counts[alias.Draw(ref local)]++;
        random = local;
    }

    private static void Split(ref Xoshiro256 random, long trials, ReadOnlySpan<double> conditional, Span<long> counts)
    {
        long left = trials;
        for (int i = 0; i < counts.Length; i++)
        {
            long here = left == 0 ? 0 : BinomialSampler.Draw(ref random, left, conditional[i]);
            counts[i] = here;
            left -= here;
        }
    }
}
