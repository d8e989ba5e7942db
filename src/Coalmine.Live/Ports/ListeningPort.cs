using Coalmine.Live.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coalmine.Live.Ports;

/// <summary>
/// A port of this process: HTTP/1.1, over TLS where the settings name a certificate, within limits. It reads no environment and no settings beside the
/// program, and logs nothing, since headers bear tokens and bodies people's data.
/// </summary>
internal sealed class ListeningPort : IAsyncDisposable
{
    private const double LeastBytesPerSecond = 240;

    private readonly WebApplication _application;
    private readonly ServerCertificate? _certificate;

    private ListeningPort(WebApplication application, ServerCertificate? certificate) => (_application, _certificate) = (application, certificate);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Opens the port.</summary>
    /// <param name="settings">Where, and with which certificate.</param>
    /// <param name="limits">What it takes.</param>
    /// <param name="answers">Sets up what answers.</param>
    /// <param name="services">Adds what the answers need; nothing for most.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">The address is taken or not this machine's, or the certificate cannot be used.</exception>
    public static async Task<ListeningPort> StartAsync(
        PortSettings settings, PortLimits limits, Action<WebApplication> answers, Action<IServiceCollection>? services, CancellationToken cancellation)
    {
        ServerCertificate? certificate = settings.IsEncrypted ? new ServerCertificate(settings.CertificateFile, settings.KeyFile) : null;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            Limit(server, limits);
            server.Listen(settings.Address, settings.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                    listen.UseHttps(new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ => new(certificate.Options()),
                        HandshakeTimeout = limits.ArrivesWithin,
                    });
            });
        });

        // The usual one listens to signals, which are the command's business, and would keep a second Ctrl-C from ending the process.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        services?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        ListeningPort port = new(application, certificate);
        try
        {
            answers(application);
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return port;
        }
        catch
        {
            await port.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private static void Limit(KestrelServerOptions server, PortLimits limits)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = limits.Body;
        server.Limits.MaxRequestHeadersTotalSize = limits.Headers;
        server.Limits.MaxConcurrentConnections = limits.Connections;
        server.Limits.RequestHeadersTimeout = limits.ArrivesWithin;
        server.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        server.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, gracePeriod: limits.ArrivesWithin);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
