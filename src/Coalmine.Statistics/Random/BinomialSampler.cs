using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>Binomial counts.</summary>
/// <remarks>
/// Sequential search while fewer than 10 successes (or failures, if those are rarer) are expected; above it transformed rejection with a squeeze:
/// Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46, 1993 (algorithm BTRS).
/// Both follow the law up to the rounding of doubles, at any number of trials.
/// </remarks>
public static class BinomialSampler
{
    /// <summary>The largest number of trials accepted: 2^53, up to where doubles hold every integer.</summary>
    public const long LargestTrials = 1L << 53;

    private const double SearchLimit = 10;

    /// <summary>
    /// Draws the number of successes among <paramref name="trials"/> (0 to <see cref="LargestTrials"/>) of the given probability (0 to 1).
    /// No trials or a probability of 0 give 0, a probability of 1 gives all; those draw nothing.
    /// </summary>
    public static long Draw(ref Xoshiro256 random, long trials, double probability)
    {
        if (probability <= 0.5)
            return DrawRarer(ref random, trials, probability);
        // 1 - p is exact here. A probability that is no number falls through to the check below.
        return trials - DrawRarer(ref random, trials, 1.0 - probability);
    }

    private static long DrawRarer(ref Xoshiro256 random, long trials, double probability)
    {
        if (!(probability > 0 && trials > 0 && trials <= LargestTrials))
            return Degenerate(trials, probability);
        return trials * probability < SearchLimit
            ? Search(ref random, trials, probability)
            : Reject(ref random, trials, probability);
    }

    private static long Degenerate(long trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trials, LargestTrials);
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), "The probability must lie between 0 and 1.");
        return 0;
    }

    private static long Search(ref Xoshiro256 random, long trials, double probability)
    {
        ReadOnlySpan<double> reciprocals = Reciprocals.Table;
        double odds = probability / (1.0 - probability);
        double none = DeterministicMath.Exp(trials * DeterministicMath.Log1P(-probability));
        while (true)
        {
            double left = random.NextDouble();
            double current = none;
            double factor = trials * odds;
            int count = 0;
            while (left >= current)
            {
                left -= current;
                if (++count >= reciprocals.Length)
                    break;
                current *= factor * reciprocals[count];
                factor -= odds;
            }

            // More successes than trials, or than the table holds: rounding ate the last bit of the uniform number.
            if (count < reciprocals.Length && count <= trials)
                return count;
        }
    }

    private static long Reject(ref Xoshiro256 random, long trials, double probability)
    {
        double n = trials;
        double spread = Math.Sqrt(n * probability * (1.0 - probability));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double centre = n * probability + 0.5;
        double sureBelow = 0.92 - 4.2 / b;
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = random.NextOpenDouble();
            double us = 0.5 - Math.Abs(u);
            double count = Math.Floor((2.0 * a / us + b) * u + centre);
            if (us >= 0.07 && v <= sureBelow)
                return (long)count;
            if (!(count >= 0 && count <= n))
                continue;
            double alpha = (2.83 + 5.1 / b) * spread;
            if (DeterministicMath.Log(v * alpha / (a / (us * us) + b)) <= LogRatioToMode(count, n, probability))
                return (long)count;
        }
    }

    /// <summary>ln of the probability of a count over that of the most likely count.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogRatioToMode(double count, double n, double probability) =>
        Unlikeliness(Math.Floor((n + 1.0) * probability), n, probability) - Unlikeliness(count, n, probability);

    private static double Unlikeliness(double count, double n, double probability) =>
        DeterministicMath.Deviance(count, n * probability) + DeterministicMath.Deviance(n - count, n * (1.0 - probability))
        + DeterministicMath.FactorialRemainder(count) + DeterministicMath.FactorialRemainder(n - count);
}
