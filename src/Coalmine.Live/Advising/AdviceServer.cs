using System.Net;
using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coalmine.Live.Advising;

/// <summary>
/// Answers questions over HTTP. Limits hold before anything else is done for a request: connections, rate per address, size, time to arrive; then the token.
/// Requests change nothing: whatever is sent, nothing is steered, begun or looked at sooner.
/// </summary>
public sealed class AdviceServer : IAsyncDisposable
{
    private const int MostBody = 16 << 10;
    private const int MostHeaders = 16 << 10;
    private const int MostConnections = 64;

    private readonly WebApplication _app;

    private AdviceServer(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async ValueTask<AdviceServer> StartAsync(AdviceHost host, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);

        // Empty: no environment, no settings beside the program, and no logs, since headers bear tokens.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Limit(options, host));
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None, _ => Bucket(host)));
        });
        WebApplication app = builder.Build();
        TokenGate gate = new(host.Port.TokenFile);
        app.UseRateLimiter();
        app.Use((context, next) => GuardAsync(context, next, gate, host));
        AdviceRoutes.Map(app, host.Desks);
        host.Beside?.Invoke(app);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return new AdviceServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static void Limit(KestrelServerOptions options, AdviceHost host)
    {
        options.AddServerHeader = false;
        options.Listen(host.Port.Address, host.Port.Port);
        options.Limits.MaxRequestBodySize = MostBody;
        options.Limits.MaxRequestHeadersTotalSize = MostHeaders;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.RequestHeadersTimeout = host.ArrivesWithin;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: host.ArrivesWithin);
    }

    private static TokenBucketRateLimiterOptions Bucket(AdviceHost host) => new()
    {
        TokenLimit = host.Burst,
        TokensPerPeriod = host.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static async Task GuardAsync(HttpContext context, RequestDelegate next, TokenGate gate, AdviceHost host)
    {
        HttpRequest request = context.Request;
        bool isOpen = host.OpenPaths.Contains(request.Path.Value ?? "");
        if (!isOpen && !gate.LetsPass(request.Headers.Authorization.ToString()))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Bear the token: `Authorization: Bearer TOKEN`.").ConfigureAwait(false);
            return;
        }

        // Without a token a web page could have a browser ask here under a name of its own.
        if (!gate.IsClosed && !IsLoopback(request.Host.Host))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Ask under a loopback address.").ConfigureAwait(false);
            return;
        }

        if (request.ContentLength > MostBody)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "At most 16 KiB.").ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, problem.StatusCode, "The request is too large, too slow or broken.").ConfigureAwait(false);
        }
    }

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context, int status, string text) =>
        AdviceRoutes.WriteAsync(context, status, new JsonObject { ["version"] = 1, ["error"] = text });
}
