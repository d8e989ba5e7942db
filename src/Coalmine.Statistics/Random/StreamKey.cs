using System.Runtime.CompilerServices;

namespace Coalmine.Statistics.Random;

/// <summary>
/// Names one stream of random numbers by its meaning: a root seed and then parts such as replication, grid node, arm and purpose.
/// The same parts in the same order always open the same stream, whatever else was drawn before; other parts or another order open another one.
/// </summary>
/// <param name="Value">
/// The 64-bit hash of the parts. For a given prefix different parts never collide (the hash is a bijection of the last part); among 10^9 unrelated keys
/// the chance that any two collide is about 3 %, and such a pair would share its draws.
/// </param>
public readonly record struct StreamKey(ulong Value)
{
    /// <summary>The key of a whole run.</summary>
    public static StreamKey Root(ulong seed) => new(SplitMix64.Mix(seed + SplitMix64.Increment));

    /// <summary>The key below this one for <paramref name="part"/>. Order matters: a then b is not b then a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamKey With(ulong part) => new(SplitMix64.Mix((Value ^ Spread(part)) + SplitMix64.Increment));

    /// <summary>The key below this one for a non-negative index such as a replication or a grid node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamKey With(long part) => With((ulong)part);

    /// <summary>The key below this one for a small index or a number from an enumeration; the same key as for the same 64-bit number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamKey With(int part) => With((ulong)part);

    /// <summary>
    /// The key below this one for a purpose; every enumeration counts by its number, so a stream needs a place of its own for each enumeration.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StreamKey With<TPurpose>(TPurpose purpose) where TPurpose : struct, Enum => With(NumberOf(purpose));

    /// <summary>The key below this one for a name, by its UTF-16 code units; a name never equals its prefix or its parts given one by one.</summary>
    public StreamKey With(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StreamKey key = With(~(ulong)name.Length);
        foreach (char unit in name)
            key = key.With((ulong)unit);
        return key;
    }

    /// <summary>A generator at the start of this stream. Opening it twice repeats the draws.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Xoshiro256 Open() => new(Value);

    // Not the mixer of the chain: with one mixer for both, Root(s).With(s) would be the same key for every s.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(ulong part)
    {
        part = (part ^ (part >> 33)) * 0xFF51AFD7ED558CCD;
        part = (part ^ (part >> 33)) * 0xC4CEB9FE1A85EC53;
        return part ^ (part >> 33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NumberOf<TPurpose>(TPurpose purpose) where TPurpose : struct, Enum => Unsafe.SizeOf<TPurpose>() switch
    {
        1 => Unsafe.BitCast<TPurpose, byte>(purpose),
        2 => Unsafe.BitCast<TPurpose, ushort>(purpose),
        4 => Unsafe.BitCast<TPurpose, uint>(purpose),
        _ => Unsafe.BitCast<TPurpose, ulong>(purpose),
    };
}
