namespace Coalmine.Statistics.Random;

/// <summary>
/// Logarithm and exponential from plain additions, multiplications and divisions of doubles, without fused operations and without the platform's library,
/// so that every machine that rounds as IEEE 754 says gives the same bits. Errors stay below one unit in the last place (see the tests).
/// </summary>
public static class DeterministicMath
{
    // ln 2 in two parts; the first ends in 21 zero bits, so that its product with any exponent of a double is exact.
    private const double Log2Head = 6.93147180369123816490e-01;
    private const double Log2Tail = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896340736;
    private const double LargestExpArgument = 709.782712893384;
    private const double SmallestExpArgument = -745.1332191019412;
    private const double PlainScaleLimit = 708;
    private const double RoundingShift = 6755399441055744.0; // 1.5 x 2^52
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double HalfLog2Pi = 0.91893853320467274178;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>The natural logarithm. Zero gives minus infinity, a negative number or NaN gives NaN, plus infinity itself.</summary>
    public static double Log(double x)
    {
        int exponent = 0;
        if (!(x >= SmallestNormal && x <= double.MaxValue))
        {
            if (!(x > 0 && x < SmallestNormal))
                return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
            x *= 1L << 54;
            exponent = -54;
        }

        // x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), then ln(1 + f) = 2 artanh(s) with s = f / (2 + f).
        long bits = BitConverter.DoubleToInt64Bits(x);
        long k = (bits - SqrtHalfBits) >> 52;
        double f = BitConverter.Int64BitsToDouble(bits - (k << 52)) - 1.0;
        double s = f / (2.0 + f);
        double half = 0.5 * f * f;
        double series = s * (half + 2.0 * ArtanhTail(s * s));
        double power = k + exponent;
        // f is exact and comes last: the small terms are summed first.
        return power * Log2Head - ((half - (series + power * Log2Tail)) - f);
    }

    /// <summary>ln(1 + x), accurate also for small x. -1 gives minus infinity, less gives NaN.</summary>
    public static double Log1P(double x)
    {
        double rounded = 1.0 + x;
        if (rounded == 1.0 || double.IsPositiveInfinity(rounded))
            return x;
        if (!(rounded > 0))
            return rounded == 0 ? double.NegativeInfinity : double.NaN;
        // What rounding 1 + x lost comes back to first order.
        double lost = x < 1.0 ? x - (rounded - 1.0) : 1.0 - (rounded - x);
        return Log(rounded) + lost / rounded;
    }

    /// <summary>e to the power of x. Above about 709.78 plus infinity, below about -745.13 zero; NaN gives NaN.</summary>
    public static double Exp(double x)
    {
        if (!(x <= LargestExpArgument && x >= SmallestExpArgument))
            return x > 0 ? double.PositiveInfinity : x < 0 ? 0.0 : x;
        // Adding the shift rounds to an integer, which is then also the low bits of the sum.
        double shifted = x * Log2E + RoundingShift;
        double k = shifted - RoundingShift;
        long power = (BitConverter.DoubleToInt64Bits(shifted) << 13) >> 13;
        double r = (x - k * Log2Head) - k * Log2Tail;
        double r2 = r * r;
        double r4 = r2 * r2;
        // The Taylor series to r^13 / 13!, summed in pairs; |r| is at most ln(2) / 2.
        double low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
        double middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
        double high = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
        double value = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)));
        if (Math.Abs(x) < PlainScaleLimit)
            return value * PowerOfTwo(power);
        // Two steps: the scale itself would overflow or be subnormal.
        long first = power / 2;
        return value * PowerOfTwo(first) * PowerOfTwo(power - first);
    }

    /// <summary>ln(n!), relative error below 1e-14; for n from 0 to 2^53.</summary>
    public static double LogFactorial(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n < 2)
            return 0;
        return n * Log(n) - n + HalfLog2Pi + 0.5 * Log(n) + StirlingCorrection(n);
    }

    /// <summary>
    /// What Stirling's formula lacks: ln(n!) - (n ln n - n + ln(2 pi <see cref="UnderRoot"/>) / 2). Small where ln(n!) is huge, so that probabilities of counts
    /// can be computed without cancellation (Loader, "Fast and accurate computation of binomial probabilities", 2000).
    /// </summary>
    internal static double StirlingCorrection(double n)
    {
        if (n < SmallCorrections.Length)
            return SmallCorrections[(int)n];
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))));
    }

    /// <summary>The number under the root of Stirling's formula: n, and for n = 0 the number that makes the formula right with a correction of 0.</summary>
    internal static double UnderRoot(double n) => n > 0 ? n : 0.5 / Math.PI;

    /// <summary>
    /// x ln(x / mean) + mean - x, for x at least 0 and mean above 0, without cancellation when both are near each other: the part of minus the log
    /// probability of a Poisson or binomial count that grows with the distance from the mean (Loader 2000, "deviance").
    /// </summary>
    internal static double Deviance(double x, double mean)
    {
        double distance = x - mean;
        if (Math.Abs(distance) >= 0.1 * (x + mean))
            return x > 0 ? x * Log(x / mean) - distance : mean;
        double v = distance / (x + mean);
        double v2 = v * v;
        double tail = v2 < 1e-4
            ? v2 * (1.0 / 3 + v2 * (1.0 / 5 + v2 * (1.0 / 7 + v2 * (1.0 / 9))))
            : ArtanhTail(v2);
        return distance * v + 2.0 * x * v * tail;
    }

    /// <summary>ln(1 - x) for x from 0 to 0.01, by its series.</summary>
    internal static double LogComplementOfSmall(double x)
    {
        double x2 = x * x;
        double x4 = x2 * x2;
        double low = (1.0 / 2 + x * (1.0 / 3)) + x2 * (1.0 / 4 + x * (1.0 / 5));
        double high = (1.0 / 6 + x * (1.0 / 7)) + x2 * (1.0 / 8 + x * (1.0 / 9));
        return -(x + x2 * (low + x4 * high));
    }

    /// <summary>artanh(s) / s - 1 from the square of s, for |s| at most 0.172.</summary>
    private static double ArtanhTail(double z)
    {
        double z2 = z * z;
        double z4 = z2 * z2;
        double low = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
        double high = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
        return z * (low + z4 * (high + z4 * (1.0 / 19 + z * (1.0 / 21))));
    }

    private static double PowerOfTwo(long power) => BitConverter.Int64BitsToDouble((power + 1023) << 52);

    // Below 16 the factorial is exact in a double and Stirling's series is not yet accurate.
    private static readonly double[] SmallCorrections = BuildSmallCorrections();

    private static double[] BuildSmallCorrections()
    {
        double[] corrections = new double[16];
        double factorial = 1;
        for (int n = 1; n < corrections.Length; n++)
        {
            factorial *= n;
            corrections[n] = Log(factorial) - (n * Log(n) - n + HalfLog2Pi + 0.5 * Log(n));
        }

        return corrections;
    }
}
