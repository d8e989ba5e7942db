using System.Net;
using System.Net.Sockets;

namespace Coalmine.Live.Hooks;

/// <summary>
/// Which addresses a hook may be called at. A hook's name may be made to resolve to anything, so that whoever can write a name into a file, or answer for it,
/// could have this process call what only it can reach (metadata services on link-local addresses, ports on loopback). Ranges: IANA's special-purpose
/// registries for IPv4 and IPv6 (RFC 6890, RFC 1918, RFC 3927, RFC 4193, RFC 6598).
/// </summary>
internal static class AddressRule
{
    private static readonly IPNetwork[] _private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("::/96"), IPNetwork.Parse("64:ff9b:1::/48"),
        IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    // Addresses that stand for one of IPv4: translated (RFC 6052), 6to4 (RFC 3056).
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is of a public network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        IPAddress bare = Bare(address);
        return !_private.Any(range => range.BaseAddress.AddressFamily == bare.AddressFamily && range.Contains(bare));
    }

    private static IPAddress Bare(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        byte[] bytes = address.GetAddressBytes();
        if (_translated.Contains(address))
            return new IPAddress(bytes.AsSpan(12));
        return _sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : new IPAddress(bytes);
    }
}
