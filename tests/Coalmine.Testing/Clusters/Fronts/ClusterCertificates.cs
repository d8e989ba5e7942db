using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>An authority of its own and a certificate for loopback by it, made for one run.</summary>
internal sealed class ClusterCertificates : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    public ClusterCertificates()
    {
        using RSA authorityKey = RSA.Create(2048);
        CertificateRequest authority = new("CN=fake-cluster-ca", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        DateTimeOffset from = TimeProvider.System.GetUtcNow().AddHours(-1);
        using X509Certificate2 root = authority.CreateSelfSigned(from, from + Lifetime);
        AuthorityPem = root.ExportCertificatePem();
        using RSA serverKey = RSA.Create(2048);
        CertificateRequest server = new("CN=fake-apiserver", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using X509Certificate2 signed = server.Create(root, from, from + Lifetime - TimeSpan.FromHours(1), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 keyed = signed.CopyWithPrivateKey(serverKey);
        Server = X509CertificateLoader.LoadPkcs12(keyed.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The authority, for the kubeconfig.</summary>
    public string AuthorityPem { get; }

    /// <summary>The server's certificate with its key.</summary>
    public X509Certificate2 Server { get; }

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();
}
