using System.Net;
using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    private readonly ListeningPort _port;

    private AdviceServer(ListeningPort port) => _port = port;

    /// <summary>Where it listens.</summary>
    public Uri Address => _port.Address;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The address is taken or not this machine's, or the certificate cannot be used.</exception>
    public static async ValueTask<AdviceServer> StartAsync(AdviceHost host, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        PortLimits limits = new(MostBody, MostHeaders, MostConnections, host.ArrivesWithin);
        return new AdviceServer(await ListeningPort.StartAsync(
            host.Port, limits, application => Answer(application, host), services => Slow(services, host), cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _port.DisposeAsync();

    private static void Slow(IServiceCollection services, AdviceHost host) => services.AddRoutingCore().AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (_, _) =>
        {
            host.Telemetry?.Refused("rate");
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress ?? IPAddress.None, _ => Bucket(host)));
    });

    private static void Answer(WebApplication application, AdviceHost host)
    {
        TokenGate gate = new(host.Port.TokenFile);
        application.UseRateLimiter();
        application.Use((context, next) => GuardAsync(context, next, gate, host));
        AdviceRoutes.Map(application, host);
        host.Beside?.Invoke(application);
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
            await RefuseAsync(context, host, StatusCodes.Status401Unauthorized, "Bear the token: `Authorization: Bearer TOKEN`.").ConfigureAwait(false);
            return;
        }

        // Without a token a web page could have a browser ask here under a name of its own.
        if (!gate.IsClosed && !HostNames.IsLoopback(request.Host.Host))
        {
            await RefuseAsync(context, host, StatusCodes.Status400BadRequest, "Ask under a loopback address.").ConfigureAwait(false);
            return;
        }

        if (request.ContentLength > MostBody)
        {
            await RefuseAsync(context, host, StatusCodes.Status413PayloadTooLarge, "At most 16 KiB.").ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, host, problem.StatusCode, "The request is too large, too slow or broken.").ConfigureAwait(false);
        }
    }

    private static Task RefuseAsync(HttpContext context, AdviceHost host, int status, string text)
    {
        host.Telemetry?.Refused(AdviceTelemetry.ReasonOf(status));
        return AdviceRoutes.WriteAsync(context, status, new JsonObject { ["version"] = 1, ["error"] = text });
    }
}
