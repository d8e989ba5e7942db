using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>Saves values as bytes, and a checksum at the end.</summary>
internal sealed class SnapshotWriter : SnapshotStream
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public override bool IsLoading => false;

    public override long Whole(long value)
    {
        // Most are small: seven bits a byte, the sign folded in.
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        do
        {
            ulong low = rest & 0x7F;
            rest >>= 7;
            _bytes.GetSpan(1)[0] = (byte)(rest == 0 ? low : low | 0x80);
            _bytes.Advance(1);
        }
        while (rest != 0);
        return value;
    }

    public override double Number(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return value;
    }

    public override string Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Whole((long)bytes.Length);
        _bytes.Write(bytes);
        return value;
    }

    /// <summary>All bytes with their checksum.</summary>
    public byte[] Finish() => [.. _bytes.WrittenSpan, .. SHA256.HashData(_bytes.WrittenSpan)];
}
