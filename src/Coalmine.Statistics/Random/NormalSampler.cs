using System.Runtime.CompilerServices;
using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Random;

/// <summary>Normal values, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers; the tail by Marsaglia (1964).</summary>
public static class NormalSampler
{
    private const double TwoToMinus52 = 1.0 / (1L << 52);

    // Where 256 layers of equal area close exactly at the top, and that area: tail exp(-tail^2/2) plus the area beyond it.
    private const double Tail = 3.654152885361009;
    private const double Area = 0.004928673233974655;

    private static readonly Ziggurat Layers = new(
        Tail, Area, x => DeterministicMath.Exp(-0.5 * x * x), y => Math.Sqrt(-2.0 * DeterministicMath.Log(y)));

    private static readonly double[] Edges = Layers.Edges;

    /// <summary>Draws a standard normal value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Draw(ref Xoshiro256 random)
    {
        ulong bits = random.NextUInt64();
        int layer = (int)(bits & (Ziggurat.Layers - 1));
        // The sign comes with the uniform number, in [-1, 1).
        double x = ((long)bits >> 11) * TwoToMinus52 * Edges[layer];
        return Math.Abs(x) < Edges[layer + 1] ? x : DrawRare(ref random, layer, x);
    }

    /// <summary>Draws a normal value with the given mean and standard deviation (at least 0).</summary>
    public static double Draw(ref Xoshiro256 random, double mean, double deviation)
    {
        Domain.Value(mean);
        if (!(deviation >= 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation must not be negative.");
        return mean + deviation * Draw(ref random);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double DrawRare(ref Xoshiro256 random, int layer, double x)
    {
        if (layer == 0)
            return DrawTail(ref random, x < 0);
        double height = Layers.Heights[layer] + random.NextDouble() * (Layers.Heights[layer + 1] - Layers.Heights[layer]);
        return height < DeterministicMath.Exp(-0.5 * x * x) ? x : Draw(ref random);
    }

    private static double DrawTail(ref Xoshiro256 random, bool negative)
    {
        while (true)
        {
            double beyond = ExponentialSampler.Draw(ref random) / Tail;
            if (2.0 * ExponentialSampler.Draw(ref random) > beyond * beyond)
                return negative ? -(Tail + beyond) : Tail + beyond;
        }
    }
}
