using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Coalmine.Notebooks.Zmtp;

/// <summary>
/// A socket that others connect to over TCP. Whoever breaks the protocol loses its connection, which is said in the log, and nothing else happens.
/// </summary>
internal sealed class ListeningSocket : IAsyncDisposable
{
    private const int MostPeers = 256;
    private static readonly TimeSpan Greeting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly TcpListener _listener;
    private readonly SocketKind _kind;
    private readonly Action<Peer, ImmutableArray<ReadOnlyMemory<byte>>> _received;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Peer, Task> _peers = new();
    private readonly Task _accepting;

    /// <summary>Begins to listen.</summary>
    /// <param name="kind">The kind of socket.</param>
    /// <param name="address">Where; port 0 takes a free one.</param>
    /// <param name="received">Takes each message, one at a time from each peer.</param>
    /// <param name="log">Takes one line for whatever is refused.</param>
    /// <exception cref="SocketException">The address is taken, or not this machine's.</exception>
    public ListeningSocket(
        SocketKind kind, IPEndPoint address, Action<Peer, ImmutableArray<ReadOnlyMemory<byte>>> received, Action<string> log)
    {
        (_kind, _received, _log) = (kind, received, log);
        _listener = new TcpListener(address);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The port that is listened on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Sends a message to all who subscribed to its first part.</summary>
    public void Publish(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        foreach (Peer peer in _peers.Keys.Where(peer => peer.Wants(parts[0])))
            peer.Send(parts);
    }

    /// <summary>Sends what is queued, for two seconds at most, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (Peer peer in _peers.Keys)
            peer.Finish();
        await Task.WhenAny(Task.WhenAll(_peers.Values), Task.Delay(LastWords)).ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_peers.Values).ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
                client.NoDelay = true;
                if (_peers.Count < MostPeers)
                    Serve(client);
                else
                    client.Dispose();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }

    private void Serve(TcpClient client)
    {
        Peer peer = new(client.GetStream(), _kind);
        TaskCompletionSource added = new();
        _peers[peer] = Task.Run(async () =>
        {
            await added.Task.ConfigureAwait(false);
            using (client)
                await ServeAsync(peer).ConfigureAwait(false);
            _peers.TryRemove(peer, out _);
        });
        added.SetResult();
    }

    private async Task ServeAsync(Peer peer)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        try
        {
            await GreetAsync(peer).ConfigureAwait(false);
            Task receiving = ReceiveAsync(peer, both.Token);
            Task sending = peer.SendAllAsync(both.Token);
            await (await Task.WhenAny(receiving, sending).ConfigureAwait(false)).ConfigureAwait(false);
            await both.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(receiving, sending).ConfigureAwait(false);
        }
        catch (InvalidDataException broken)
        {
            _log($"a connection was closed: it sent {broken.Message}");
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It went away, or this side did.
        }
        finally
        {
            await both.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task GreetAsync(Peer peer)
    {
        using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        soon.CancelAfter(Greeting);
        await peer.GreetAsync(soon.Token).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(Peer peer, CancellationToken cancellation)
    {
        while (await peer.ReceiveAsync(cancellation).ConfigureAwait(false) is { } message)
            _received(peer, message);
    }
}
