using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>Exponential times, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers.</summary>
public static class ExponentialSampler
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    // Where 256 layers of equal area (tail + 1) exp(-tail) close exactly at the top.
    private const double Tail = 7.6971174701310497;

    private static readonly Ziggurat Layers = new(
        Tail, (Tail + 1) * DeterministicMath.Exp(-Tail), x => DeterministicMath.Exp(-x), y => -DeterministicMath.Log(y));

    private static readonly double[] Edges = Layers.Edges;

    /// <summary>Draws with mean 1; at least 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Draw(ref Xoshiro256 random)
    {
        ulong bits = random.NextUInt64();
        int layer = (int)(bits & (Ziggurat.Layers - 1));
        double x = (long)(bits >> 11) * TwoToMinus53 * Edges[layer];
        return x < Edges[layer + 1] ? x : DrawRare(ref random, layer, x);
    }

    /// <summary>Draws with the given mean, which must not be negative; a mean of 0 gives 0.</summary>
    public static double Draw(ref Xoshiro256 random, double mean)
    {
        if (!(mean >= 0))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must not be negative.");
        return mean * Draw(ref random);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double DrawRare(ref Xoshiro256 random, int layer, double x)
    {
        double offset = 0;
        while (true)
        {
            // Beyond the tail's start the law has no memory: the same draw again, further out.
            if (layer == 0)
                offset += Tail;
            else if (Layers.Heights[layer] + random.NextDouble() * (Layers.Heights[layer + 1] - Layers.Heights[layer]) < DeterministicMath.Exp(-x))
                return offset + x;
            ulong bits = random.NextUInt64();
            layer = (int)(bits & (Ziggurat.Layers - 1));
            x = (long)(bits >> 11) * TwoToMinus53 * Edges[layer];
            if (x < Edges[layer + 1])
                return offset + x;
        }
    }
}
