using System.Buffers.Binary;

namespace Coalmine.Notebooks.Zmtp;

/// <summary>
/// A frame: a part of a message, or a command of the connection itself. On the wire a flag octet (1 more parts follow, 2 the size has eight octets instead of
/// one, 4 a command), the size with its high octet first, and the body (ZMTP 3.0, rfc.zeromq.org 23, "framing").
/// </summary>
/// <param name="Body">What it carries.</param>
/// <param name="HasMore">Whether another part of the same message follows; never for a command.</param>
/// <param name="IsCommand">Whether it is a command.</param>
internal readonly record struct Frame(ReadOnlyMemory<byte> Body, bool HasMore, bool IsCommand)
{
    /// <summary>The flag of a part that others follow.</summary>
    public const byte MoreFlag = 1;

    /// <summary>The flag of a size of eight octets.</summary>
    public const byte LongFlag = 2;

    /// <summary>The flag of a command.</summary>
    public const byte CommandFlag = 4;

    /// <summary>The parts of a message as its frames, on the wire.</summary>
    public static byte[] Message(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        using MemoryStream stream = new();
        for (int i = 0; i < parts.Count; i++)
            new Frame(parts[i], i < parts.Count - 1, false).WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Stream stream)
    {
        bool isLong = Body.Length > byte.MaxValue;
        stream.WriteByte((byte)((HasMore ? MoreFlag : 0) | (isLong ? LongFlag : 0) | (IsCommand ? CommandFlag : 0)));
        if (isLong)
        {
            Span<byte> size = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(size, Body.Length);
            stream.Write(size);
        }
        else
        {
            stream.WriteByte((byte)Body.Length);
        }

        stream.Write(Body.Span);
    }
}
