using System.Collections.Immutable;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Where a server is and how it is spoken to. TLS is always verified: against the system's authorities, or only against <see cref="AuthorityFile"/>; there is
/// no
/// switch to turn that off.
/// </summary>
/// <param name="Address">
/// Its address, with the path before <c>/api/v1</c> where it has one (<c>https://thanos.example/prometheus</c>); http or https, without user and password.
/// </param>
public sealed record PrometheusConnection(Uri Address)
{
    /// <summary>Who asks.</summary>
    public PrometheusCredentials Credentials { get; init; } = new PrometheusCredentials.None();

    /// <summary>Further headers, such as <c>X-Scope-OrgID</c> of stores with several tenants. Values are treated as secrets.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A file of PEM certificates that servers are verified against in place of the system's; empty for the system's.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>The client's certificate in PEM, for servers that ask for one; empty for none.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The key of <see cref="CertificateFile"/> in PEM.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>How long one question may take with all its tries; positive.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take; positive.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries after the first, for connections that fail, 429, and 502 to 504; at least 0.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first of them, doubled for each and spread at random, unless the server names one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The largest answer taken, in bytes.</summary>
    public int LargestAnswer { get; init; } = 64 << 20;
}
