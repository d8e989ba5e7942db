using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>
/// The SplitMix64 sequence: a counter that grows by the golden ratio, each value mixed once. It only fills the state of other generators.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; mixing constants by Stafford (variant 13).
/// </summary>
public static class SplitMix64
{
    /// <summary>The odd number nearest to 2^64 divided by the golden ratio: the step of the counter.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Advances <paramref name="state"/> by one step and gives the mixed value; any state is allowed.</summary>
    public static ulong Next(ref ulong state)
    {
        state += Increment;
        return Mix(state);
    }

    /// <summary>The mixing step alone: a bijection of 64 bits in which each input bit reaches every output bit. Zero stays zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
