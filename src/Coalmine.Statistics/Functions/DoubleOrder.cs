namespace Coalmine.Statistics.Functions;

/// <summary>The finite doubles as whole numbers in their own order, so that a bisection ends at a value itself, after 64 steps at most.</summary>
internal static class DoubleOrder
{
    /// <summary>The smallest double in [low, high] for which a condition holds that, once true, stays true; it holds at high.</summary>
    public static double Smallest(double low, double high, Func<double, bool> holds)
    {
        long from = Key(low), to = Key(high);
        while (from < to)
        {
            long middle = (from & to) + ((from ^ to) >> 1);
            if (holds(Value(middle)))
                to = middle;
            else
                from = middle + 1;
        }

        return Value(from);
    }

    private static long Key(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static double Value(long key) => BitConverter.Int64BitsToDouble(key >= 0 ? key : long.MinValue - key);
}
