namespace Coalmine.Workbench.Replications;

/// <summary>
/// How often each rounded value was seen. Memory is bounded by the number of distinct rounded values, not by the number of values, and is little: two sorted
/// arrays, since a study of many policies has thousands of these. Adding and merging are exact and in any order give the same counts.
/// </summary>
/// <param name="rounding">How values are rounded.</param>
public sealed class ValueCounts(ValueRounding rounding)
{
    private const int DroppedBits = 42;
    private double[] _keys = [];
    private long[] _counts = [];
    private int _used;

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value; must be finite. Takes time in proportion to the distinct values where it is a new one.</summary>
    public void Add(double value) => Add(rounding == ValueRounding.WholeUnits ? Math.Round(value) : TenBits(value), 1);

    /// <summary>Adds the values of another one with the same rounding.</summary>
    public void Add(ValueCounts other)
    {
        for (int i = 0; i < other._used; i++)
            Add(other._keys[i], other._counts[i]);
    }

    /// <summary>The distinct values in rising order with their counts.</summary>
    public IEnumerable<KeyValuePair<double, long>> Ordered()
    {
        for (int i = 0; i < _used; i++)
            yield return new KeyValuePair<double, long>(_keys[i], _counts[i]);
    }

    /// <summary>The value of a rank, from 1 (the smallest); positive infinity for a rank beyond the last value.</summary>
    public double AtRank(long rank)
    {
        long seen = 0;
        for (int i = 0; i < _used; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return _keys[i];
        }

        return double.PositiveInfinity;
    }

    private void Add(double key, long count)
    {
        Count += count;
        int at = Array.BinarySearch(_keys, 0, _used, key);
        if (at >= 0)
        {
            _counts[at] += count;
            return;
        }

        at = ~at;
        if (_used == _keys.Length)
        {
            int room = _used + (_used / 4) + 2;
            Array.Resize(ref _keys, room);
            Array.Resize(ref _counts, room);
        }

        Array.Copy(_keys, at, _keys, at + 1, _used - at);
        Array.Copy(_counts, at, _counts, at + 1, _used - at);
        (_keys[at], _counts[at]) = (key, count);
        _used++;
    }

    /// <summary>The nearest number whose significand has ten bits after the leading one: at most 0.05 % away.</summary>
    private static double TenBits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value) + (1L << (DroppedBits - 1));
        return BitConverter.Int64BitsToDouble(bits >> DroppedBits << DroppedBits);
    }
}
