using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration.Boundaries;

/// <summary>A sample of uniform values that grows and stays sorted; a batch costs its sorting and one merge.</summary>
internal sealed class GrowingSample(int capacity)
{
    private readonly double[] values = new double[capacity];

    /// <summary>Values so far.</summary>
    public int Count { get; private set; }

    /// <summary>The values, rising.</summary>
    public ReadOnlySpan<double> Values => values.AsSpan(0, Count);

    /// <summary>Draws a number of values more.</summary>
    public void Grow(ref Xoshiro256 random, int more)
    {
        Span<double> fresh = more <= 256 ? stackalloc double[more] : new double[more];
        foreach (ref double value in fresh)
            value = random.NextOpenDouble();
        Add(fresh);
    }

    /// <summary>The largest distance of the empirical distribution function from the uniform one.</summary>
    public double DistanceFromUniform()
    {
        double largest = 0;
        for (int i = 0; i < Count; i++)
            largest = Math.Max(largest, Math.Max(((i + 1.0) / Count) - values[i], values[i] - ((double)i / Count)));
        return largest;
    }

    /// <summary>The largest distance of the empirical distribution functions of two samples without ties.</summary>
    public double DistanceFrom(GrowingSample other)
    {
        double largest = 0;
        for (int i = 0, j = 0; i < Count && j < other.Count;)
        {
            if (values[i] <= other.values[j])
                i++;
            else
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / Count) - ((double)j / other.Count)));
        }

        return largest;
    }

    private void Add(Span<double> fresh)
    {
        fresh.Sort();
        int old = Count - 1;
        Count += fresh.Length;
        for (int i = fresh.Length - 1, to = Count - 1; i >= 0; to--)
            values[to] = old >= 0 && values[old] > fresh[i] ? values[old--] : fresh[i--];
    }
}
