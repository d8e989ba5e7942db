using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coalmine.Live.Files;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>Ports over TLS, with real handshakes on loopback.</summary>
public sealed class PortCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly LiveTelemetry _telemetry = new("fraud", TimeProvider.System);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _telemetry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AnExchangedPair_HoldsFromTheNextConnectionOn_AndABrokenOneLeavesTheOneBefore()
    {
        string first = Write();
        await using OperatingPort port = await OperatingPort.StartAsync(Settings(), _telemetry, TimeProvider.System, Now);
        Assert.Equal("https", port.Address.Scheme);
        Assert.Equal(first, await ShownAsync(port));
        await File.WriteAllTextAsync(Path.Combine(_folder, "key"), "half", Now);
        Assert.Equal(first, await ShownAsync(port));
        string second = Write();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await ShownAsync(port));
    }

    [Fact]
    public async Task APairThatDoesNotFit_IsRefusedAtTheBeginning()
    {
        Write();
        string certificate = await File.ReadAllTextAsync(Path.Combine(_folder, "certificate"), Now);
        Write();
        await File.WriteAllTextAsync(Path.Combine(_folder, "certificate"), certificate, Now);
        IOException problem = await Assert.ThrowsAsync<IOException>(() => OperatingPort.StartAsync(Settings(), _telemetry, TimeProvider.System, Now));
        Assert.Contains("cannot be used", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyAPlainPortBeyondLoopback_IsWarnedOf()
    {
        Assert.Null(Settings().Warning);
        Assert.Null(new PortSettings(IPAddress.Loopback, 0, "").Warning);
        Assert.Equal("CM3165", new PortSettings(IPAddress.Any, 0, "token").Warning?.Id);
    }

    private PortSettings Settings() => new(IPAddress.Loopback, 0, "")
    {
        CertificateFile = Path.Combine(_folder, "certificate"),
        KeyFile = Path.Combine(_folder, "key"),
    };

    private string Write()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "certificate"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key"), key.ExportPkcs8PrivateKeyPem());
        return made.Thumbprint;
    }

    private static async Task<string> ShownAsync(OperatingPort port)
    {
        string shown = "";
        using HttpClientHandler handler = new()
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (shown = certificate!.Thumbprint).Length > 0,
        };
        using HttpClient client = new(handler);
        using HttpResponseMessage answer = await client.GetAsync(new Uri(port.Address, "/healthz"), Now);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return shown;
    }
}
