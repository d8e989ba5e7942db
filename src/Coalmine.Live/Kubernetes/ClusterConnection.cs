using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Authentication;
using k8s.Exceptions;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Where an API server is and how one proves who one is: read from a kubeconfig or a pod's service account by KubernetesClient. The connection itself is
/// our own: KubernetesClient's check of certificates lets a wrong host name pass when the authority is private, the platform's does not.
/// </summary>
public sealed class ClusterConnection
{
    private readonly KubernetesClientConfiguration _settings;

    private ClusterConnection(KubernetesClientConfiguration settings, Uri server)
    {
        _settings = settings;
        Server = server;
    }

    /// <summary>Address of the server.</summary>
    public Uri Server { get; }

    /// <summary>The namespace of the context or of the pod; empty where none is given.</summary>
    public string Namespace => _settings.Namespace ?? "";

    /// <summary>The context of the kubeconfig that was taken; empty in a pod.</summary>
    public string Context => _settings.CurrentContext ?? "";

    /// <summary>Reads a kubeconfig or, in a pod and without one, the service account.</summary>
    /// <param name="path">The kubeconfig; nothing for <c>KUBECONFIG</c>, <c>~/.kube/config</c> or the service account, in kubectl's order.</param>
    /// <param name="context">The context to take; nothing for the current one.</param>
    /// <exception cref="ClusterConnectionException">There is none, it cannot be read, or it asks for what is not safe.</exception>
    public static ClusterConnection Find(string? path, string? context)
    {
        try
        {
            bool inPod = path is null && context is null && KubernetesClientConfiguration.IsInCluster();
            return Of(inPod ? KubernetesClientConfiguration.InClusterConfig() : KubernetesClientConfiguration.BuildConfigFromConfigFile(path, context));
        }
        catch (Exception error) when (error is not ClusterConnectionException)
        {
            // The words of a parser may quote what it read, a token among it: only the kind of the trouble is told.
            string what = error is KubeConfigException or FileNotFoundException or DirectoryNotFoundException ? error.Message : error.GetType().Name;
            string where = path ?? Environment.GetEnvironmentVariable("KUBECONFIG") ?? "the usual place";
            throw new ClusterConnectionException($"The kubeconfig ({where}) cannot be used: {what}. Give `--kubeconfig FILE` and `--context NAME`.", error);
        }
    }

    /// <summary>Takes settings that are there already.</summary>
    /// <exception cref="ClusterConnectionException">They name no server, or skip the check of certificates for another machine.</exception>
    public static ClusterConnection Of(KubernetesClientConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!Uri.TryCreate(settings.Host, UriKind.Absolute, out Uri? server) || server.Scheme is not ("https" or "http"))
            throw new ClusterConnectionException($"The kubeconfig names no server: read `{settings.Host}`; needed is `https://HOST:PORT`.");
        if (settings.SkipTlsVerify && !IsLoopback(server))
        {
            throw new ClusterConnectionException(
                $"`insecure-skip-tls-verify` is refused for {server.Host}: whoever sits in between could steer the traffic. Give `certificate-authority`.");
        }

        bool hasSecret = settings.AccessToken is not null || settings.TokenProvider is not null || settings.Password is not null;
        if (server.Scheme == "http" && hasSecret && !IsLoopback(server))
            throw new ClusterConnectionException($"Credentials are not sent to {server.Host} over plain http. Write `https://`.");
        return new ClusterConnection(settings, server);
    }

    /// <summary>The header that proves who asks; nothing where a certificate does, or nobody asks. Tokens of a file are read anew as they expire.</summary>
    internal async ValueTask<AuthenticationHeaderValue?> ProofAsync(CancellationToken cancellation)
    {
        if (_settings.TokenProvider is ITokenProvider provider)
            return await provider.GetAuthenticationHeaderAsync(cancellation).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(_settings.AccessToken))
            return new AuthenticationHeaderValue("Bearer", _settings.AccessToken);
        return string.IsNullOrEmpty(_settings.Username)
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_settings.Username}:{_settings.Password}")));
    }

    /// <summary>A handler that reaches the server, checks its certificate against the authority of the settings, and follows no redirect.</summary>
    internal SocketsHttpHandler OpenHandler()
    {
        SslClientAuthenticationOptions tls = new() { TargetHost = _settings.TlsServerName ?? Server.Host };
        if (_settings.SslCaCerts is { Count: > 0 } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (_settings.SkipTlsVerify)
            tls.RemoteCertificateValidationCallback = AcceptOnLoopback;
        if (OwnCertificate() is X509Certificate2 own)
            tls.ClientCertificates = [own];
        return new SocketsHttpHandler
        {
            SslOptions = tls,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
    }

    private static bool IsLoopback(Uri server) =>
        server.IsLoopback || (IPAddress.TryParse(server.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    // Reached only where the server is this very machine (see Of), for clusters on a laptop whose certificate is nobody's.
    private static bool AcceptOnLoopback(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is not null;

    private X509Certificate2? OwnCertificate()
    {
        string certificate = PemOf(_settings.ClientCertificateData, _settings.ClientCertificateFilePath);
        string key = PemOf(_settings.ClientCertificateKeyData, _settings.ClientKeyFilePath);
        if (certificate.Length == 0 || key.Length == 0)
            return null;
        using X509Certificate2 pair = X509Certificate2.CreateFromPem(certificate, key);
        // Windows cannot use a key that was never in a store or an archive.
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
    }

    private static string PemOf(string? data, string? path) => string.IsNullOrEmpty(data)
        ? string.IsNullOrEmpty(path) ? "" : File.ReadAllText(path)
        : Encoding.UTF8.GetString(Convert.FromBase64String(data));
}
