using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>Poisson counts.</summary>
/// <remarks>
/// Sequential search below a mean of 10; above it transformed rejection with a squeeze: Hörmann, "The transformed rejection method for generating
/// Poisson random variables", Insurance: Mathematics and Economics 12, 1993 (algorithm PTRS). Both follow the law up to the rounding of doubles.
/// </remarks>
public static class PoissonSampler
{
    /// <summary>The largest mean accepted.</summary>
    public const double LargestMean = 1e15;

    private const double SearchLimit = 10;

    /// <summary>Draws a count with the given mean (0 to <see cref="LargestMean"/>; a mean of 0 gives 0 and draws nothing).</summary>
    public static long Draw(ref Xoshiro256 random, double mean)
    {
        if (mean >= SearchLimit && mean <= LargestMean)
            return Reject(ref random, mean);
        if (mean > 0 && mean < SearchLimit)
            return Search(ref random, mean);
        return mean == 0 ? 0 : throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must lie between 0 and 1e15.");
    }

    private static long Search(ref Xoshiro256 random, double mean)
    {
        ReadOnlySpan<double> reciprocals = Reciprocals.Table;
        double none = DeterministicMath.Exp(-mean);
        while (true)
        {
            double left = random.NextDouble();
            double probability = none;
            int count = 0;
            while (left >= probability)
            {
                left -= probability;
                if (++count >= reciprocals.Length)
                    break;
                probability *= mean * reciprocals[count];
            }

            if (count < reciprocals.Length)
                return count;
        }
    }

    private static long Reject(ref Xoshiro256 random, double mean)
    {
        double spread = Math.Sqrt(mean);
        double b = 0.931 + 2.53 * spread;
        // Hörmann's a = -0.059 + 0.02483 b, written out so that it need not wait for b.
        double a = (0.02483 * 0.931 - 0.059) + 0.02483 * 2.53 * spread;
        double sureBelow = 0.9277 - 3.6224 / (b - 2.0);
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = random.NextOpenDouble();
            double us = 0.5 - Math.Abs(u);
            double count = Math.Floor((a * (2.0 / us) + b) * u + (mean + 0.43));
            if (us >= 0.07 && v <= sureBelow)
                return (long)count;
            if (count < 0 || (us < 0.013 && v > us))
                continue;
            double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
            if (Accepts(v * inverseAlpha / (a / (us * us) + b), count, mean))
                return (long)count;
        }
    }

    /// <summary>Whether the height is at most the probability of the count, by Stirling's formula with its square root inside the logarithm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Accepts(double height, double count, double mean) =>
        0.5 * DeterministicMath.Log(height * height * (2.0 * Math.PI * DeterministicMath.UnderRoot(count)))
        <= -DeterministicMath.Deviance(count, mean) - DeterministicMath.StirlingCorrection(count);
}
