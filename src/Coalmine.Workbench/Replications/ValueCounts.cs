namespace Coalmine.Workbench.Replications;

/// <summary>
/// How often each rounded value was seen. Memory is bounded by the number of distinct rounded values, not by the number of values; adding and merging are
/// exact and
/// in any order give the same counts.
/// </summary>
/// <param name="rounding">How values are rounded.</param>
public sealed class ValueCounts(ValueRounding rounding)
{
    private const int DroppedBits = 42;
    private readonly Dictionary<double, long> _counts = [];

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value; must be finite.</summary>
    public void Add(double value)
    {
        double key = rounding == ValueRounding.WholeUnits ? Math.Round(value) : TenBits(value);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        Count++;
    }

    /// <summary>Adds the values of another one with the same rounding.</summary>
    public void Add(ValueCounts other)
    {
        foreach ((double key, long count) in other._counts)
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        Count += other.Count;
    }

    /// <summary>The distinct values in rising order with their counts.</summary>
    public IEnumerable<KeyValuePair<double, long>> Ordered() => _counts.OrderBy(pair => pair.Key);

    /// <summary>The value of a rank, from 1 (the smallest); positive infinity for a rank beyond the last value.</summary>
    public double AtRank(long rank)
    {
        long seen = 0;
        foreach ((double key, long count) in Ordered())
        {
            seen += count;
            if (seen >= rank)
                return key;
        }

        return double.PositiveInfinity;
    }

    /// <summary>The nearest number whose significand has ten bits after the leading one: at most 0.05 % away.</summary>
    private static double TenBits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value) + (1L << (DroppedBits - 1));
        return BitConverter.Int64BitsToDouble(bits >> DroppedBits << DroppedBits);
    }
}
