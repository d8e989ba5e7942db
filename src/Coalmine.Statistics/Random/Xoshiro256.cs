using System.Numerics;
using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>
/// The generator xoshiro256**: 256 bits of state, period 2^256 - 1, all 64 output bits usable.
/// A mutable struct: pass it by <c>ref</c>; a copy repeats the draws of the original from there on.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021.
/// </summary>
public struct Xoshiro256 : IEquatable<Xoshiro256>
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private const double TwoToMinus52 = 1.0 / (1L << 52);

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>
    /// Fills the state with four SplitMix64 values that follow <paramref name="key"/>. They are never all zero, the one state that is forbidden.
    /// </summary>
    public Xoshiro256(ulong key)
    {
        _s0 = SplitMix64.Next(ref key);
        _s1 = SplitMix64.Next(ref key);
        _s2 = SplitMix64.Next(ref key);
        _s3 = SplitMix64.Next(ref key);
    }

    /// <summary>Takes the four words of state as they are; at least one must differ from zero.</summary>
    public Xoshiro256(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        if ((s0 | s1 | s2 | s3) == 0)
            throw new ArgumentException("The state of xoshiro256** must not be all zero.");
        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    /// <summary>Equal states give equal draws.</summary>
    public static bool operator ==(Xoshiro256 left, Xoshiro256 right) => left.Equals(right);

    /// <summary>Different states.</summary>
    public static bool operator !=(Xoshiro256 left, Xoshiro256 right) => !left.Equals(right);

    /// <summary>64 uniform bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        ulong s1 = _s1;
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong s2 = _s2 ^ _s0;
        ulong s3 = _s3 ^ s1;
        _s1 = s1 ^ s2;
        _s0 ^= s3;
        _s2 = s2 ^ (s1 << 17);
        _s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform on the multiples of 2^-53 in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (long)(NextUInt64() >> 11) * TwoToMinus53;

    /// <summary>Uniform on the odd multiples of 2^-53 in (0, 1): never 0, never 1, symmetric about one half. For logarithms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextOpenDouble() => ((long)(NextUInt64() >> 12) + 0.5) * TwoToMinus52;

    /// <inheritdoc/>
    public readonly bool Equals(Xoshiro256 other) => _s0 == other._s0 && _s1 == other._s1 && _s2 == other._s2 && _s3 == other._s3;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Xoshiro256 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_s0, _s1, _s2, _s3);
}
