using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>Hypergeometric counts: successes among items drawn without replacement.</summary>
/// <remarks>
/// Item by item when few are drawn; sequential search while fewer than 10 successes are expected; above it by ratio of uniforms: Stadlober, "The ratio
/// of uniforms approach for generating discrete random variates", Journal of Computational and Applied Mathematics 31, 1990 (algorithm HRUA).
/// All follow the law up to the rounding of doubles.
/// </remarks>
public static class HypergeometricSampler
{
    /// <summary>The largest population accepted; products of two counts stay far inside doubles.</summary>
    public const long LargestPopulation = 1L << 53;

    private const long ItemByItemLimit = 16;
    private const double SearchLimit = 10;
    private const double HatSlope = 1.7155277699214135; // 2 sqrt(2/e)
    private const double HatOffset = 0.8989161620588988; // 3 - 2 sqrt(3/e)

    /// <summary>
    /// Draws how many of <paramref name="draws"/> items, taken without replacement from <paramref name="population"/> items of which <paramref
    /// name="successes"/>
    /// are successes, are successes. Both lie between 0 and the population.
    /// </summary>
    public static long Draw(ref Xoshiro256 random, long population, long successes, long draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(population, LargestPopulation);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, population);
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, population);

        // The rarer kind and the smaller part; then both at most half, and the part not larger than the kind (the law is symmetric in them).
        long kind = Math.Min(successes, population - successes);
        long part = Math.Min(draws, population - draws);
        long count = DrawSmaller(ref random, population, Math.Max(kind, part), Math.Min(kind, part));
        if (part != draws)
            count = kind - count;
        return kind != successes ? draws - count : count;
    }

    private static long DrawSmaller(ref Xoshiro256 random, long population, long successes, long draws)
    {
        if (draws <= ItemByItemLimit)
            return ItemByItem(ref random, population, successes, draws);
        double mean = (double)successes * draws / population;
        return mean < SearchLimit
            ? Search(ref random, new HypergeometricLaw(population, successes, draws))
            : Reject(ref random, new HypergeometricLaw(population, successes, draws), mean);
    }

    private static long ItemByItem(ref Xoshiro256 random, long population, long successes, long draws)
    {
        long count = 0;
        for (long i = 0; i < draws; i++)
            count += random.NextDouble() * (population - i) < successes - count ? 1 : 0;
        return count;
    }

    private static long Search(ref Xoshiro256 random, in HypergeometricLaw law)
    {
        ReadOnlySpan<double> reciprocals = Reciprocals.Table;
        double none = DeterministicMath.Exp(law.LogProbabilityOfNone());
        while (true)
        {
            double left = random.NextDouble();
            double current = none;
            int count = 0;
            while (left >= current)
            {
                left -= current;
                if (++count >= reciprocals.Length)
                    break;
                current *= law.StepUp(count) * reciprocals[count];
            }

            // More than can be, or than the table holds: rounding ate the last bit of the uniform number.
            if (count < reciprocals.Length && count <= law.Draws)
                return count;
        }
    }

    private static long Reject(ref Xoshiro256 random, in HypergeometricLaw law, double mean)
    {
        double width = HatSlope * Math.Sqrt(law.Variance + 0.5) + HatOffset;
        double mode = law.Mode;
        double atMode = law.Unlikeliness(mode);
        while (true)
        {
            double u = random.NextOpenDouble();
            double count = Math.Floor(mean + 0.5 + width * (random.NextDouble() - 0.5) / u);
            if (!(count >= 0 && count <= law.Draws))
                continue;
            double log = LogRatio(law, count, mode, atMode);
            // Squeezes of 2 ln u from both sides.
            if (u * (4.0 - u) - 3.0 <= log)
                return (long)count;
            if (u * (u - log) < 1.0 && 2.0 * DeterministicMath.Log(u) <= log)
                return (long)count;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogRatio(in HypergeometricLaw law, double count, double mode, double atMode) =>
        atMode - law.Unlikeliness(count) + 0.5 * DeterministicMath.Log(law.UnderRoot(mode) / law.UnderRoot(count));
}
