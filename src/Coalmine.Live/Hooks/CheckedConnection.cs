using System.Net;
using System.Net.Sockets;

namespace Coalmine.Live.Hooks;

/// <summary>
/// Connects to the very address that was checked: a name that is resolved once for the check and once more for the connection can change in between.
/// </summary>
internal static class CheckedConnection
{
    /// <summary>Makes a handler that connects to public addresses only, or to any; it follows no redirects, keeps no cookies and uses no proxy.</summary>
    /// <param name="allowsPrivate">Whether loopback, private and link-local addresses are allowed.</param>
    public static SocketsHttpHandler Handler(bool allowsPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, allowsPrivate, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowsPrivate, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
        IPAddress[] allowed = allowsPrivate ? addresses : [.. addresses.Where(AddressRule.IsPublic)];
        if (allowed.Length == 0)
            throw new AddressRefusedException(target.Host);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
