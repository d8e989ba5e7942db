using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>
/// Draws a category in constant time from one random word: a column is chosen uniformly, and in it one of two categories.
/// Source: Walker 1977; built in linear time as in Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 17(9), 1991.
/// </summary>
public sealed class AliasTable
{
    private const double TwoTo64 = 18446744073709551616.0;

    private readonly ulong[] _thresholds;
    private readonly int[] _aliases;

    /// <summary>Prepares a table.</summary>
    /// <param name="weights">Weights of the categories, at least 0.</param>
    /// <param name="total">Their sum, positive.</param>
    public AliasTable(ReadOnlySpan<double> weights, double total)
    {
        int count = weights.Length;
        _thresholds = new ulong[count];
        _aliases = new int[count];
        double[] scaled = new double[count];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < count; i++)
        {
            scaled[i] = weights[i] / total * count;
            (scaled[i] < 1 ? small : large).Push(i);
            _aliases[i] = i;
            _thresholds[i] = ulong.MaxValue;
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int poor = small.Pop();
            int rich = large.Peek();
            _thresholds[poor] = (ulong)(scaled[poor] * TwoTo64);
            _aliases[poor] = rich;
            scaled[rich] -= 1.0 - scaled[poor];
            if (scaled[rich] < 1)
                small.Push(large.Pop());
        }

        // What is left is 1 but for rounding. A category that cannot happen must not own the remainder.
        foreach (int i in small.Where(i => scaled[i] < 0.5))
            (_thresholds[i], _aliases[i]) = (0, LargestOf(weights));
    }

    /// <summary>Draws a category; takes exactly one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ref Xoshiro256 random)
    {
        ulong[] thresholds = _thresholds;
        // The high half of the product is the column, the low half a uniform fraction of it.
        int column = (int)Math.BigMul(random.NextUInt64(), (ulong)thresholds.Length, out ulong fraction);
        return fraction < thresholds[column] ? column : _aliases[column];
    }

    private static int LargestOf(ReadOnlySpan<double> weights)
    {
        int largest = 0;
        for (int i = 1; i < weights.Length; i++)
        {
            if (weights[i] > weights[largest])
                largest = i;
        }

        return largest;
    }
}
