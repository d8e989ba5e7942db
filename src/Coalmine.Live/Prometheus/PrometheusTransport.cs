using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coalmine.Live.Prometheus;

/// <summary>Makes the sockets' side of a connection: no redirects followed, no cookies, certificates verified.</summary>
internal static class PrometheusTransport
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Makes the handler of a connection.</summary>
    /// <exception cref="IOException">A certificate's file cannot be read.</exception>
    /// <exception cref="CryptographicException">A certificate's file holds none.</exception>
    public static SocketsHttpHandler HandlerOf(PrometheusConnection connection)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connection.TryTimeout,
            // Names are looked up again now and then, since a service's pods move.
            PooledConnectionLifetime = ConnectionLifetime,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip,
        };
        if (connection.AuthorityFile.Length > 0)
        {
            X509Certificate2Collection authorities = [];
            authorities.ImportFromPemFile(connection.AuthorityFile);
            if (authorities.Count == 0)
                throw new CryptographicException("The file holds no certificate in PEM.");
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
            // A private authority seldom publishes lists of revoked certificates, and the system's own default asks for none either.
            handler.SslOptions.CertificateChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        }

        // Read at each handshake, since clusters rotate these files too.
        if (connection.CertificateFile.Length > 0)
        {
            using X509Certificate2 first = ClientCertificate(connection);
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => ClientCertificate(connection);
        }

        handler.SslOptions.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        return handler;
    }

    private static X509Certificate2 ClientCertificate(PrometheusConnection connection) =>
        X509Certificate2.CreateFromPemFile(connection.CertificateFile, connection.KeyFile.Length == 0 ? null : connection.KeyFile);
}
