using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;

namespace Coalmine.Notebooks.Zmtp;

/// <summary>Somebody who connected: what comes from it, and what waits to be sent to it.</summary>
internal sealed class Peer
{
    private const int MostBytes = 64 << 20;
    private const int MostParts = 1_000;
    private const int MostWaiting = 10_000;

    private readonly Stream _stream;
    private readonly SocketKind _kind;
    private readonly FrameReader _frames;
    private readonly Lock _lock = new();
    private readonly List<byte[]> _subscriptions = [];
    private readonly Channel<ReadOnlyMemory<byte>> _waiting =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <param name="stream">The connection.</param>
    /// <param name="kind">The socket that it was made to.</param>
    public Peer(Stream stream, SocketKind kind) => (_stream, _kind, _frames) = (stream, kind, new FrameReader(stream, MostBytes));

    /// <summary>Greets, and learns whether the two sockets fit.</summary>
    /// <exception cref="InvalidDataException">They do not, or it does not speak this protocol.</exception>
    public async Task GreetAsync(CancellationToken cancellation)
    {
        await _stream.WriteAsync(Greeting.Ours(), cancellation).ConfigureAwait(false);
        byte[] theirs = new byte[Greeting.Length];
        await _stream.ReadExactlyAsync(theirs, cancellation).ConfigureAwait(false);
        if (Greeting.WhyNot(theirs) is { Length: > 0 } why)
            throw new InvalidDataException(why);
        await _stream.WriteAsync(ConnectionCommand.Ready(NameOf(_kind)).ToBytes(), cancellation).ConfigureAwait(false);
        if (await _frames.ReadAsync(cancellation).ConfigureAwait(false) is not { IsCommand: true } frame)
            throw new InvalidDataException("a message before READY");
        ConnectionCommand ready = ConnectionCommand.Read(frame.Body);
        if (ready.Name != "READY" || !ready.Properties().TryGetValue("socket-type", out ReadOnlyMemory<byte> type))
            throw new InvalidDataException("something else than READY with a Socket-Type");
        string other = Encoding.ASCII.GetString(type.Span);
        if (!Fits(other))
            throw new InvalidDataException($"a socket that does not fit {NameOf(_kind)}");
    }

    /// <summary>
    /// The next message; nothing where the connection ended. Commands are obeyed on the way, and subscriptions taken.
    /// </summary>
    /// <exception cref="InvalidDataException">What came breaks the protocol, or is too large.</exception>
    public async ValueTask<ImmutableArray<ReadOnlyMemory<byte>>?> ReceiveAsync(CancellationToken cancellation)
    {
        ImmutableArray<ReadOnlyMemory<byte>>.Builder parts = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        long bytes = 0;
        while (await _frames.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
        {
            if (frame.IsCommand)
            {
                Obey(ConnectionCommand.Read(frame.Body));
                continue;
            }

            bytes += frame.Body.Length;
            if (bytes > MostBytes || parts.Count == MostParts)
                throw new InvalidDataException($"a message of more than {MostBytes} bytes or {MostParts} parts");
            parts.Add(frame.Body);
            if (frame.HasMore)
                continue;
            if (_kind != SocketKind.Publisher)
                return parts.ToImmutable();
            SubscribeBy(parts[0]);
            (parts, bytes) = (ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(), 0);
        }

        return null;
    }

    /// <summary>Queues a message. One that waits behind ten thousand others is lost, as the protocol's own queues lose it.</summary>
    public void Send(IReadOnlyList<ReadOnlyMemory<byte>> parts) => _waiting.Writer.TryWrite(Frame.Message(parts));

    /// <summary>Whether it subscribed to messages that begin so.</summary>
    public bool Wants(ReadOnlyMemory<byte> topic)
    {
        lock (_lock)
            return _subscriptions.Exists(prefix => topic.Span.StartsWith(prefix));
    }

    /// <summary>Sends what is queued until <see cref="Finish"/> was called and all is sent.</summary>
    public async Task SendAllAsync(CancellationToken cancellation)
    {
        await foreach (ReadOnlyMemory<byte> bytes in _waiting.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes no more messages to send.</summary>
    public void Finish() => _waiting.Writer.TryComplete();

    private static string NameOf(SocketKind kind) => kind switch
    {
        SocketKind.Router => "ROUTER",
        SocketKind.Publisher => "PUB",
        _ => "REP",
    };

    private bool Fits(string other) => _kind switch
    {
        SocketKind.Router => other is "DEALER" or "REQ" or "ROUTER",
        SocketKind.Publisher => other is "SUB" or "XSUB",
        _ => other is "REQ" or "DEALER",
    };

    private void Obey(ConnectionCommand command)
    {
        switch (command.Name)
        {
            // The first two octets say how long the other waits; the rest comes back.
            case "PING" when command.Rest.Length >= 2:
                _waiting.Writer.TryWrite(new ConnectionCommand("PONG", command.Rest[2..]).ToBytes());
                break;
            case "SUBSCRIBE":
                Subscribe(command.Rest);
                break;
            case "CANCEL":
                Cancel(command.Rest);
                break;
            case "ERROR":
                throw new InvalidDataException("an ERROR command");
            default:
                break;
        }
    }

    // In ZMTP 3.0 a subscription is a message: 1 or 0, and the prefix.
    private void SubscribeBy(ReadOnlyMemory<byte> message)
    {
        if (message.IsEmpty)
            return;
        if (message.Span[0] == 1)
            Subscribe(message[1..]);
        else if (message.Span[0] == 0)
            Cancel(message[1..]);
    }

    private void Subscribe(ReadOnlyMemory<byte> prefix)
    {
        lock (_lock)
        {
            if (_subscriptions.Count == MostParts)
                throw new InvalidDataException($"more than {MostParts} subscriptions");
            _subscriptions.Add(prefix.ToArray());
        }
    }

    private void Cancel(ReadOnlyMemory<byte> prefix)
    {
        lock (_lock)
        {
            int at = _subscriptions.FindIndex(each => prefix.Span.SequenceEqual(each));
            if (at >= 0)
                _subscriptions.RemoveAt(at);
        }
    }
}
