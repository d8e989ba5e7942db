using System.Net;
using System.Net.Sockets;

namespace Coalmine.Live.Hooks;

/// <summary>
/// Connects to the very address that was checked: a name that is resolved once for the check and once more for the connection can change in between.
/// </summary>
/// <param name="allowsPrivate">Whether loopback, private and link-local addresses are allowed.</param>
internal sealed class CheckedConnection(bool allowsPrivate)
{
    /// <summary>Tells a name's addresses; asked once for each connection.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to one of the addresses, and to nothing else.</summary>
    public Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> Connect { get; init; } = ConnectAsync;

    /// <summary>Makes a handler that connects so; it follows no redirects, keeps no cookies and uses no proxy.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancellation) => CheckAsync(context.DnsEndPoint, cancellation),
    };

    private async ValueTask<Stream> CheckAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await Resolve(target.Host, cancellation).ConfigureAwait(false);
        IPAddress[] allowed = allowsPrivate ? addresses : [.. addresses.Where(AddressRule.IsPublic)];
        return allowed.Length == 0
            ? throw new AddressRefusedException(target.Host)
            : await Connect(allowed, target.Port, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
