namespace Coalmine.Statistics.Designs;

/// <summary>Halton's points, unscrambled and with the origin, for integrating over parameters; not for event streams.</summary>
public static class HaltonSequence
{
    private static readonly int[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

    /// <summary>Most dimensions offered; beyond, the points correlate badly.</summary>
    public static int LargestDimension => Primes.Length;

    /// <summary>The first points in a number of dimensions.</summary>
    public static double[][] Points(int count, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, LargestDimension);
        return [.. Enumerable.Range(0, count).Select(i => Primes[..dimensions].Select(prime => RadicalInverse(i, prime)).ToArray())];
    }

    private static double RadicalInverse(int index, int radix)
    {
        double value = 0, digit = 1;
        for (; index > 0; index /= radix)
        {
            digit /= radix;
            value += index % radix * digit;
        }

        return value;
    }
}
