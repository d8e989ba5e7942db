using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>Loads values from bytes whose checksum has been tested.</summary>
internal sealed class SnapshotReader : SnapshotStream
{
    private readonly byte[] _bytes;
    private int _at;

    /// <summary>Begins, if the checksum holds.</summary>
    public SnapshotReader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SHA256.HashSizeInBytes)
            throw Fault("it is too short");
        ReadOnlySpan<byte> content = bytes[..^SHA256.HashSizeInBytes];
        if (!bytes[^SHA256.HashSizeInBytes..].SequenceEqual(SHA256.HashData(content)))
            throw Fault("its bytes are damaged: the checksum does not hold");
        _bytes = content.ToArray();
    }

    public override bool IsLoading => true;

    public override long Whole(long value)
    {
        ulong read = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            read |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(read >> 1) ^ -(long)(read & 1);
        }

        throw Fault("a number does not end");
    }

    public override double Number(double value) => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public override string Text(string value)
    {
        long length = Whole(0L);
        return length >= 0 && length <= _bytes.Length - _at ? Encoding.UTF8.GetString(Take((int)length)) : throw Fault("a text does not end");
    }

    /// <summary>Nothing may be left.</summary>
    public void Finish()
    {
        if (_at != _bytes.Length)
            throw Fault("there is more than the state");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
            throw Fault("it ends too early");
        _at += count;
        return _bytes.AsSpan(_at - count, count);
    }
}
