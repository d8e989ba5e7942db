using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Coalmine.Live.Kubernetes;
using k8s;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

/// <summary>A real handshake on loopback, with an authority of its own.</summary>
public sealed class CertificateTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", true, true)]
    [InlineData("elsewhere.example", true, false)]
    [InlineData("localhost", false, false)]
    public async Task AServer_IsBelieved_WhenItsAuthorityIsOurs_AndItsNameIsIts(string name, bool isOurAuthority, bool isBelieved)
    {
        using X509Certificate2 authority = Authority();
        using X509Certificate2 stranger = Authority();
        using X509Certificate2 server = Server(authority, name);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task served = ServeAsync(listener, server);
        KubernetesClientConfiguration settings = new()
        {
            Host = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}",
            SslCaCerts = [isOurAuthority ? authority : stranger],
        };
        using ClusterClient client = new(ClusterConnection.Of(settings), TimeProvider.System);
        ClusterAnswer answer = await client.GetAsync(new ClusterResource(ResourceKinds.Pod, "shop", "web"), Now);
        Assert.Equal(isBelieved, answer is ClusterAnswer.Ok);
        if (!isBelieved)
            Assert.False(Assert.IsType<ClusterAnswer.Unavailable>(answer).MayBeApplied);
        await served;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient peer = await listener.AcceptTcpClientAsync(Now);
        await using SslStream stream = new(peer.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            _ = await stream.ReadAsync(new byte[4096], Now);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"), Now);
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client does not believe us, and leaves.
        }
    }

    private static X509Certificate2 Authority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Server(X509Certificate2 authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3]);
        using X509Certificate2 pair = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
    }
}
