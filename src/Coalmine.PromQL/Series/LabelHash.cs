using System.Numerics;
using System.Text;

namespace Coalmine.PromQL.Series;

/// <summary>
/// The 64-bit hash that Prometheus has of a series: XXH64 (Collet, "xxHash fast digest algorithm") of its names and values in order, each behind its length in
/// bytes (model/labels/labels_stringlabels.go of Prometheus 3.14).
/// </summary>
internal static class LabelHash
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime3 = 1609587929392839161;
    private const ulong Prime4 = 9650029242287828579;
    private const ulong Prime5 = 2870177450012600261;

    /// <summary>The hash of a series.</summary>
    public static ulong Of(Labels labels)
    {
        var bytes = new List<byte>();
        foreach (var label in labels.AsSpan())
        {
            Append(bytes, label.Name);
            Append(bytes, label.Value);
        }

        return Of([.. bytes]);
    }

    /// <summary>XXH64 with seed 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        ulong hash = Prime5;
        if (length >= 32)
            hash = Stripes(ref bytes);
        hash += (ulong)length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BitConverter.ToUInt64(bytes)), 27) * Prime1) + Prime4;
        if (bytes.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BitConverter.ToUInt32(bytes) * Prime1), 23) * Prime2) + Prime3;
            bytes = bytes[4..];
        }

        foreach (byte one in bytes)
            hash = BitOperations.RotateLeft(hash ^ (one * Prime5), 11) * Prime1;
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong Stripes(ref ReadOnlySpan<byte> bytes)
    {
        ulong a = unchecked(Prime1 + Prime2), b = Prime2, c = 0, d = unchecked(0 - Prime1);
        for (; bytes.Length >= 32; bytes = bytes[32..])
        {
            a = Round(a, BitConverter.ToUInt64(bytes));
            b = Round(b, BitConverter.ToUInt64(bytes[8..]));
            c = Round(c, BitConverter.ToUInt64(bytes[16..]));
            d = Round(d, BitConverter.ToUInt64(bytes[24..]));
        }

        ulong hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        return Merged(Merged(Merged(Merged(hash, a), b), c), d);
    }

    private static ulong Round(ulong sum, ulong input) => BitOperations.RotateLeft(sum + (input * Prime2), 31) * Prime1;

    private static ulong Merged(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    /// <summary>Lengths take one byte, from 255 on a mark and three bytes.</summary>
    private static void Append(List<byte> bytes, string text)
    {
        byte[] piece = Encoding.UTF8.GetBytes(text);
        if (piece.Length < 255)
            bytes.Add((byte)piece.Length);
        else
            bytes.AddRange([255, (byte)piece.Length, (byte)(piece.Length >> 8), (byte)(piece.Length >> 16)]);
        bytes.AddRange(piece);
    }
}
