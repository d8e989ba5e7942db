namespace Coalmine.PromQL.Series;

/// <summary>
/// A NaN that stands for a native histogram in the place of a sample's value: its payload is the histogram's index, so that samples of numbers stay as small as
/// they are.
/// </summary>
internal static class HistogramMark
{
    private const long Mark = 0x7FFC_CA11L << 32;

    /// <summary>The mark of an index.</summary>
    public static double Of(int index) => BitConverter.Int64BitsToDouble(Mark | (uint)index);

    /// <summary>The index of a mark; false for a number.</summary>
    public static bool TryIndex(double value, out int index)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        index = (int)bits;
        return (bits & ~0xFFFF_FFFFL) == Mark;
    }
}
