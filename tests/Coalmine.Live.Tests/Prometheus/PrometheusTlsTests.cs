using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coalmine.Live.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>Certificates of both sides, over real sockets on loopback.</summary>
public sealed class PrometheusTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-tls-").FullName;
    private readonly X509Certificate2 _authority = Authority("the authority");
    private readonly X509Certificate2 _other = Authority("another authority");

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AServerIsBelieved_OnlyByItsAuthority()
    {
        await using WebApplication server = await StartAsync(ClientCertificateMode.NoCertificate);
        PrometheusConnection connection = Connection(server);
        Assert.Contains("certificate", await AskAsync(connection), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("certificate", await AskAsync(connection with { AuthorityFile = Pem("other.pem", _other) }), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await AskAsync(connection with { AuthorityFile = Pem("authority.pem", _authority) }));
    }

    [Fact]
    public async Task ACertificateOfOurs_IsShownToAServerThatAsks()
    {
        await using WebApplication server = await StartAsync(ClientCertificateMode.RequireCertificate);
        PrometheusConnection connection = Connection(server) with { AuthorityFile = Pem("authority.pem", _authority), Retries = 0 };
        Assert.NotEqual("", await AskAsync(connection));
        using X509Certificate2 own = Signed("us");
        string key = Path.Combine(_folder, "key.pem");
        await File.WriteAllTextAsync(key, own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        Assert.Equal("", await AskAsync(connection with { CertificateFile = Pem("own.pem", own), KeyFile = key }));
    }

    [Fact]
    public void FilesThatHoldNoCertificate_AreSaidAtOnce()
    {
        string file = Path.Combine(_folder, "empty.pem");
        File.WriteAllText(file, "nothing\n");
        PrometheusConnection connection = new(new Uri("https://prometheus.test/"));
        Assert.Throws<CryptographicException>(() => new PrometheusClient(connection with { AuthorityFile = file }, TimeProvider.System));
        Assert.ThrowsAny<Exception>(() => new PrometheusClient(connection with { CertificateFile = Path.Combine(_folder, "none.pem") }, TimeProvider.System));
    }

    private static PrometheusConnection Connection(WebApplication server) =>
        new(new Uri(server.Urls.First())) { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) };

    private static async Task<string> AskAsync(PrometheusConnection connection)
    {
        using PrometheusClient client = new(connection, TimeProvider.System);
        return await client.QueryAsync("x", null, TestContext.Current.CancellationToken) is PrometheusAnswer.Failed failed ? failed.Reason : "";
    }

    private static X509Certificate2 Authority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private X509Certificate2 Signed(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3, 4]);
        using X509Certificate2 whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), "", X509KeyStorageFlags.Exportable);
    }

    private string Pem(string name, X509Certificate2 certificate)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    private async Task<WebApplication> StartAsync(ClientCertificateMode mode)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(Signed("the server"), https =>
        {
            https.ClientCertificateMode = mode;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == _authority.Subject;
        })));
        WebApplication app = builder.Build();
        app.MapPost("/api/v1/query", () => Results.Text("""{"status":"success","data":{"resultType":"vector","result":[]}}""", "application/json"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
