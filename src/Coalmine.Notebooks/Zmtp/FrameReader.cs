using System.Buffers.Binary;

namespace Coalmine.Notebooks.Zmtp;

/// <summary>Reads frames from a connection, however its bytes come in.</summary>
/// <param name="stream">The connection, after its greeting.</param>
/// <param name="mostBytes">The largest body that is taken; a larger one ends the connection before anything is set aside for it.</param>
internal sealed class FrameReader(Stream stream, int mostBytes)
{
    private readonly byte[] _size = new byte[8];

    /// <summary>The next frame; nothing where the connection ended between two frames.</summary>
    /// <exception cref="InvalidDataException">What came is no frame, or too large.</exception>
    /// <exception cref="EndOfStreamException">The connection ended within a frame.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellation)
    {
        if (await stream.ReadAtLeastAsync(_size.AsMemory(0, 1), 1, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == 0)
            return null;
        byte flags = _size[0];
        bool isCommand = (flags & Frame.CommandFlag) != 0;
        bool hasMore = (flags & Frame.MoreFlag) != 0;
        if (flags > (Frame.MoreFlag | Frame.LongFlag | Frame.CommandFlag) || (isCommand && hasMore))
            throw new InvalidDataException($"a frame with the flags 0x{flags:x2}");
        long size = await SizeAsync((flags & Frame.LongFlag) != 0, cancellation).ConfigureAwait(false);
        if (size < 0 || size > mostBytes)
            throw new InvalidDataException($"a frame of {(ulong)size} bytes, where {mostBytes} are allowed");
        byte[] body = new byte[size];
        await stream.ReadExactlyAsync(body, cancellation).ConfigureAwait(false);
        return new Frame(body, hasMore, isCommand);
    }

    private async ValueTask<long> SizeAsync(bool isLong, CancellationToken cancellation)
    {
        await stream.ReadExactlyAsync(_size.AsMemory(0, isLong ? 8 : 1), cancellation).ConfigureAwait(false);
        return isLong ? BinaryPrimitives.ReadInt64BigEndian(_size) : _size[0];
    }
}
