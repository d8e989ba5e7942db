using System.Net;

namespace Coalmine.Live.Ports;

/// <summary>The names under which a port without a token may be asked: a page in a browser of this machine would ask under a name of its own.</summary>
internal static class HostNames
{
    /// <summary>Whether a name of the header `Host`, without its port, is this machine's alone.</summary>
    public static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
