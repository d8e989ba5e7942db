using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>Binomial counts.</summary>
/// <remarks>
/// Trial by trial up to 16 trials. Sequential search while fewer than 10 successes (or failures, if those are rarer) are expected; above it
/// transformed rejection with a squeeze:
/// Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46, 1993 (algorithm BTRS).
/// Both follow the law up to the rounding of doubles, at any number of trials.
/// </remarks>
public static class BinomialSampler
{
    /// <summary>The largest number of trials accepted: 2^53, up to where doubles hold every integer.</summary>
    public const long LargestTrials = 1L << 53;

    private const double SearchLimit = 10;
    private const double TwoTo64 = 18446744073709551616.0;
    private const long TrialByTrialLimit = 16;
    // Up to here repeated squaring loses less than 1e-12; beyond it a search means p below 0.01.
    private const long SquaringLimit = 1000;
    private const double LongestProduct = 16;

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
        if (trials <= TrialByTrialLimit)
            return TrialByTrial(ref random, (int)trials, probability);
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

    // Without a branch to mispredict this beats the set-up of the search.
    private static long TrialByTrial(ref Xoshiro256 random, int trials, double probability)
    {
        Xoshiro256 local = random;
        ulong threshold = (ulong)(probability * TwoTo64);
        int count = 0;
        for (int i = 0; i < trials; i++)
            count += local.NextUInt64() < threshold ? 1 : 0;
        random = local;
        return count;
    }

    private static long Search(ref Xoshiro256 random, long trials, double probability)
    {
        ReadOnlySpan<double> reciprocals = Reciprocals.Table;
        double odds = probability / (1.0 - probability);
        double none = NoSuccess(trials, probability);
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

    /// <summary>(1 - p)^n. The ways are chosen for their latency: the search cannot begin before this is known.</summary>
    private static double NoSuccess(long trials, double probability)
    {
        if (trials > SquaringLimit)
            return DeterministicMath.Exp(trials * DeterministicMath.LogComplementOfSmall(probability));
        double power = 1;
        double square = 1.0 - probability;
        for (int left = (int)trials; left != 0; left >>= 1)
        {
            power *= (left & 1) != 0 ? square : 1.0;
            square *= square;
        }

        return power;
    }

    private static long Reject(ref Xoshiro256 random, long trials, double probability)
    {
        double n = trials;
        double spread = Math.Sqrt(n * (probability * (1.0 - probability)));
        double b = 1.15 + 2.53 * spread;
        // Hörmann's a = -0.0873 + 0.0248 b + 0.01 p, written out so that it need not wait for b.
        double a = (0.0248 * 1.15 - 0.0873 + 0.01 * probability) + 0.0248 * 2.53 * spread;
        double centre = n * probability + 0.5;
        double sureBelow = 0.92 - 4.2 / b;
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = random.NextOpenDouble();
            double us = 0.5 - Math.Abs(u);
            double count = Math.Floor((a * (2.0 / us) + b) * u + centre);
            if (us >= 0.07 && v <= sureBelow)
                return (long)count;
            if (!(count >= 0 && count <= n))
                continue;
            double alpha = (2.83 + 5.1 / b) * spread;
            if (Accepts(v * alpha / (a / (us * us) + b), count, n, probability))
                return (long)count;
        }
    }

    /// <summary>Whether the height lies under the histogram: at most the probability of the count over that of the most likely count.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Accepts(double height, double count, double n, double probability)
    {
        double mode = Math.Floor((n + 1.0) * probability);
        double steps = Math.Abs(count - mode);
        if (steps <= LongestProduct)
            return AcceptsByProduct(height, Math.Min(count, mode), steps, n, probability, count > mode);
        // Stirling's formula for both, with the square roots gathered in one logarithm.
        double mean = n * probability;
        double meanFailures = n * (1.0 - probability);
        double difference = DeterministicMath.Deviance(count, mean) - DeterministicMath.Deviance(mode, mean)
            + DeterministicMath.Deviance(n - count, meanFailures) - DeterministicMath.Deviance(n - mode, meanFailures)
            + DeterministicMath.StirlingCorrection(count) - DeterministicMath.StirlingCorrection(mode)
            + DeterministicMath.StirlingCorrection(n - count) - DeterministicMath.StirlingCorrection(n - mode);
        double roots = DeterministicMath.UnderRoot(count) * DeterministicMath.UnderRoot(n - count)
            / (DeterministicMath.UnderRoot(mode) * DeterministicMath.UnderRoot(n - mode));
        return 0.5 * DeterministicMath.Log(height * height * roots) <= -difference;
    }

    // The ratio of neighbouring probabilities is odds (n - k + 1) / k; 16 factors of at most 2^53 each cannot overflow.
    private static bool AcceptsByProduct(double height, double lower, double steps, double n, double probability, bool above)
    {
        double odds = probability / (1.0 - probability);
        double up = 1;
        double down = 1;
        for (double i = 1; i <= steps; i++)
        {
            double k = lower + i;
            up *= odds * (n - k + 1.0);
            down *= k;
        }

        return above ? height * down <= up : height * up <= down;
    }
}
