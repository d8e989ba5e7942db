using Coalmine.Live.Files;
using Coalmine.Live.Operating.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coalmine.Live.Operating;

/// <summary>The port of a driver: shows what <see cref="OperatingAnswers"/> says, and nothing else; small requests without a body only.</summary>
public sealed class OperatingPort : IAsyncDisposable
{
    private const int MostHeaderBytes = 16 << 10;
    private const int MostConnections = 64;

    private readonly WebApplication _application;

    private OperatingPort(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Opens the port.</summary>
    /// <param name="settings">Where, and the token's file.</param>
    /// <param name="telemetry">What is shown.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">The address is taken, or not this machine's.</exception>
    public static async Task<OperatingPort> StartAsync(PortSettings settings, LiveTelemetry telemetry, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(telemetry);
        ArgumentNullException.ThrowIfNull(time);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 0;
            server.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Listen(settings.Address, settings.Port);
        });

        // The usual one listens to signals, and would keep a second Ctrl-C from ending the process.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        WebApplication application = builder.Build();
        application.Run(new OperatingAnswers(settings, telemetry, time).AnswerAsync);
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new OperatingPort(application);
    }

    /// <summary>Closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
