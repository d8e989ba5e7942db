using System.Buffers.Binary;
using System.Text;

namespace Coalmine.Notebooks.Zmtp;

/// <summary>
/// A command of a connection: a name and what follows it. READY carries properties, each a name with its length in one octet and a value with its length in
/// four (ZMTP 3.0, rfc.zeromq.org 23); SUBSCRIBE, CANCEL, PING and PONG are those of ZMTP 3.1 (rfc.zeromq.org 37).
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Rest">What follows it.</param>
internal readonly record struct ConnectionCommand(string Name, ReadOnlyMemory<byte> Rest)
{
    /// <summary>The command in the body of a frame.</summary>
    /// <exception cref="InvalidDataException">The body holds none.</exception>
    public static ConnectionCommand Read(ReadOnlyMemory<byte> body)
    {
        int length = body.IsEmpty ? 0 : body.Span[0];
        if (length == 0 || body.Length <= length)
            throw new InvalidDataException("a command without a name");
        return new ConnectionCommand(Encoding.ASCII.GetString(body.Span.Slice(1, length)), body[(1 + length)..]);
    }

    /// <summary>READY with the one property that every socket must tell.</summary>
    public static ConnectionCommand Ready(string socketType)
    {
        using MemoryStream properties = new();
        WriteName(properties, "Socket-Type");
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, socketType.Length);
        properties.Write(size);
        properties.Write(Encoding.ASCII.GetBytes(socketType));
        return new ConnectionCommand("READY", properties.ToArray());
    }

    /// <summary>The properties of a READY; names in lower case, since their case does not count.</summary>
    /// <exception cref="InvalidDataException">They are not complete.</exception>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Properties()
    {
        Dictionary<string, ReadOnlyMemory<byte>> properties = [];
        for (ReadOnlyMemory<byte> left = Rest; !left.IsEmpty;)
        {
            int name = left.Span[0];
            if (name == 0 || left.Length < 1 + name + 4)
                throw new InvalidDataException("a command with a property that is cut off");
            uint value = BinaryPrimitives.ReadUInt32BigEndian(left.Span[(1 + name)..]);
            if (value > left.Length - (1 + name + 4))
                throw new InvalidDataException("a command with a property that is cut off");
            properties[Lower(left.Span.Slice(1, name))] = left.Slice(1 + name + 4, (int)value);
            left = left[(1 + name + 4 + (int)value)..];
        }

        return properties;
    }

    /// <summary>The frame of it, on the wire.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream body = new();
        WriteName(body, Name);
        body.Write(Rest.Span);
        using MemoryStream wire = new();
        new Frame(body.ToArray(), false, true).WriteTo(wire);
        return wire.ToArray();
    }

    private static void WriteName(MemoryStream stream, string name)
    {
        stream.WriteByte((byte)name.Length);
        stream.Write(Encoding.ASCII.GetBytes(name));
    }

#pragma warning disable CA1308 // Names are compared in lower case, nothing is shown of them.
    private static string Lower(ReadOnlySpan<byte> name) => Encoding.ASCII.GetString(name).ToLowerInvariant();
#pragma warning restore CA1308
}
