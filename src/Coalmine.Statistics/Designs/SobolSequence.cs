namespace Coalmine.Statistics.Designs;

/// <summary>Sobol's points in Gray-code order, unscrambled and with the origin; direction numbers of Joe and Kuo (new-joe-kuo-6) for six dimensions.</summary>
public static class SobolSequence
{
    private const int Bits = 31;

    // Degree, inner coefficients and first numbers; the first dimension is van der Corput's and has none.
    private static readonly (int Degree, int Coefficients, int[] Numbers)[] Table =
    [
        (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]),
    ];

    /// <summary>Most dimensions offered.</summary>
    public static int LargestDimension => Table.Length + 1;

    /// <summary>The first 2^log2Count points in a number of dimensions.</summary>
    public static double[][] Points(int log2Count, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log2Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, LargestDimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2Count, Bits - 1);
        long[][] directions = [.. Enumerable.Range(0, dimensions).Select(Directions)];
        var points = new double[1 << log2Count][];
        long[] state = new long[dimensions];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Array.ConvertAll(state, value => value / (double)(1L << Bits));
            int bit = System.Numerics.BitOperations.TrailingZeroCount(~i);
            for (int d = 0; d < dimensions; d++)
                state[d] ^= directions[d][bit];
        }

        return points;
    }

    private static long[] Directions(int dimension)
    {
        long[] numbers = new long[Bits];
        (int degree, int coefficients, int[] first) = dimension == 0 ? (Bits, 0, [.. Enumerable.Repeat(1, Bits)]) : Table[dimension - 1];
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                numbers[i] = (long)first[i] << (Bits - 1 - i);
                continue;
            }

            numbers[i] = numbers[i - degree] ^ (numbers[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                if ((coefficients >> (degree - 1 - k) & 1) == 1)
                    numbers[i] ^= numbers[i - k];
            }
        }

        return numbers;
    }
}
