using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coalmine.Live.Ports;

/// <summary>
/// A port's own certificate and key, two files in PEM; the first may hold the intermediate certificates after the port's own. Both are read for each
/// connection, so that an exchanged pair holds from the next one on; one that is half written or does not fit leaves the pair before it in place.
/// Times of files are not gone by: a secret that Kubernetes mounts is a link that stays while what it points to is exchanged.
/// </summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly Lock _gate = new();
    private readonly List<X509Certificate2> _owned = [];
    private (string Certificate, string Key) _read;
    private SslStreamCertificateContext _context;

    /// <summary>Reads the pair.</summary>
    /// <exception cref="IOException">It cannot be read, or the key is not the certificate's. No part of the key is in the message.</exception>
    public ServerCertificate(string certificateFile, string keyFile)
    {
        (_certificateFile, _keyFile) = (certificateFile, keyFile);
        try
        {
            _read = Texts();
            _context = Of(_read);
        }
        catch (Exception problem) when (IsBadPair(problem))
        {
            throw new IOException($"the certificate {certificateFile} with the key {keyFile} cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>What a handshake of this moment is made with: TLS 1.2 at least.</summary>
    public SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = Current(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _owned)
            certificate.Dispose();
    }

    private SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            try
            {
                (string Certificate, string Key) now = Texts();
                if (now != _read)
                    (_context, _read) = (Of(now), now);
            }
            catch (Exception problem) when (IsBadPair(problem))
            {
                // The pair before it goes on; the next connection looks again.
            }

            return _context;
        }
    }

    private (string Certificate, string Key) Texts() => (File.ReadAllText(_certificateFile), File.ReadAllText(_keyFile));

    private SslStreamCertificateContext Of((string Certificate, string Key) pair)
    {
        X509Certificate2 own = X509Certificate2.CreateFromPem(pair.Certificate, pair.Key);
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(pair.Certificate);
        _owned.AddRange([own, .. chain]);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static bool IsBadPair(Exception problem) => problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
