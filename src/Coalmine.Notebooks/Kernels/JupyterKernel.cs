using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Coalmine.Notebooks.Zmtp;

namespace Coalmine.Notebooks.Kernels;

/// <summary>
/// A kernel of C# cells for front ends of Jupyter (messaging protocol 5.3): the same session of cells that <c>notebook run</c> executes, behind five sockets on
/// loopback. A message without the right signature, and whatever is malformed, is left out and said in the log; the log never holds the key or a cell.
/// </summary>
public sealed class JupyterKernel : IAsyncDisposable
{
    private readonly ImmutableArray<ListeningSocket> _sockets;
    private readonly WireFormat _wire;
    private readonly KernelVoice _voice;
    private readonly CellQueue _queue;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _shutdown = new();

    /// <summary>Begins to listen; cells run once <see cref="ServeAsync"/> was called.</summary>
    /// <param name="connection">Where, and with which key.</param>
    /// <param name="session">A name for this session, unlike that of any other.</param>
    /// <param name="log">Takes one line for whatever is refused; called by several threads.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public JupyterKernel(ConnectionFile connection, string session, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _log = log;
        _wire = new WireFormat(session, new MessageSigner(connection.Key), TimeProvider.System);
        List<ListeningSocket> sockets = [];
        ListeningSocket Listen(SocketKind kind, int port, Action<Peer, ImmutableArray<ReadOnlyMemory<byte>>> received)
        {
            sockets.Add(new ListeningSocket(kind, new IPEndPoint(connection.Address, port), received, log));
            return sockets[^1];
        }

        _voice = new KernelVoice(_wire, Listen(SocketKind.Publisher, connection.Publishing, (_, _) => { }));
        _queue = new CellQueue(_voice, log);
        Listen(SocketKind.Router, connection.Shell, (peer, parts) => Take(peer, parts, OfShell));
        Listen(SocketKind.Router, connection.Control, (peer, parts) => Take(peer, parts, OfControl));
        Listen(SocketKind.Router, connection.Input, (_, _) => { });
        Listen(SocketKind.Reply, connection.Heartbeat, (peer, parts) => peer.Send(parts));
        _sockets = [.. sockets];
    }

    /// <summary>The ports that are listened on: publishing, shell, control, input, heartbeat.</summary>
    internal ImmutableArray<int> Ports => [.. _sockets.Select(socket => socket.Port)];

    /// <summary>Runs cells until a front end asks to shut down, or it is cancelled.</summary>
    /// <param name="cancellation">Ends it, and the cell that runs.</param>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _shutdown.Token);
        _voice.TellState("starting", null);
        try
        {
            await Task.Run(() => _queue.RunAsync(end.Token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // It was asked to end.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ListeningSocket socket in _sockets)
            await socket.DisposeAsync().ConfigureAwait(false);
        _shutdown.Dispose();
    }

    private void Take(Peer peer, ImmutableArray<ReadOnlyMemory<byte>> parts, Action<Request> take)
    {
        if (_wire.Read(parts, out string why) is { } message)
            take(new Request(peer, message));
        else
            _log($"a message was left out: {why}");
    }

    private void OfShell(Request request)
    {
        if (request.Message.Type is "shutdown_request" or "interrupt_request")
            OfControl(request);
        else
            _queue.Add(request);
    }

    private void OfControl(Request request)
    {
        _voice.TellState("busy", request);
        switch (request.Message.Type)
        {
            case "interrupt_request":
                _queue.Interrupt();
                _voice.Answer(request, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                JsonObject reply = new() { ["status"] = "ok", ["restart"] = JsonReading.Flag(request.Message.Content, "restart", false) };
                _voice.Answer(request, "shutdown_reply", reply);
                _voice.Tell("shutdown_reply", request, (JsonObject)reply.DeepClone());
                break;
            default:
                if (KernelAnswers.To(request.Message) is { } answer)
                    _voice.Answer(request, request.Message.Type.Replace("_request", "_reply", StringComparison.Ordinal), answer);
                else
                    _log("a request of a kind that is not known was left out");
                break;
        }

        _voice.TellState("idle", request);
        if (request.Message.Type == "shutdown_request")
            _shutdown.Cancel();
    }
}
