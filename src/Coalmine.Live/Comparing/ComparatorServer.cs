using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Files;
using Coalmine.Live.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coalmine.Live.Comparing;

/// <summary>
/// Receives logged answers and labels over HTTP and shows the counts: <c>POST /</c> and <c>POST /v1/events</c> (CloudEvents, binary mode),
/// <c>POST /v1/labels</c>, <c>GET /metrics</c>, <c>GET /healthz</c>, <c>GET /readyz</c>.
/// All but the last two need the token where one is set. Payloads are judged and let go: they are
/// neither kept nor logged. Limits: 128 connections, 1 MiB a payload, 10 s to arrive.
/// </summary>
public sealed class ComparatorServer : IAsyncDisposable
{
    private static readonly PortLimits _limits = new(Body: 1 << 20, Headers: 32 << 10, Connections: 128, ArrivesWithin: TimeSpan.FromSeconds(10));

    private readonly ListeningPort _port;

    private ComparatorServer(ListeningPort port) => _port = port;

    /// <summary>Where it listens.</summary>
    public Uri Address => _port.Address;

    /// <summary>Starts to listen.</summary>
    /// <param name="live">The settings; their comparator must be there.</param>
    /// <param name="time">Tells how long answers wait.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">The settings have no comparator.</exception>
    public static ValueTask<ComparatorServer> StartAsync(LiveSettings live, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(time);
        if (live.Comparator is not { } settings || PairSeries.Of(live.Series) is not { } series)
            throw new ArgumentException("The settings have no comparator.", nameof(live));
        return StartAsync(settings.Port, new Comparator(settings, series, time), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _port.DisposeAsync();

    private static async ValueTask<ComparatorServer> StartAsync(PortSettings port, Comparator comparator, CancellationToken cancellation)
    {
        TokenGate gate = new(port.TokenFile);
        return new ComparatorServer(await ListeningPort.StartAsync(
            port, _limits, application => application.Run(context => AnswerAsync(context, gate, comparator)), null, cancellation).ConfigureAwait(false));
    }

    private static async Task AnswerAsync(HttpContext context, TokenGate gate, Comparator comparator)
    {
        HttpRequest request = context.Request;
        string asked = $"{request.Method} {request.Path.Value}";
        if (asked is not ("GET /healthz" or "GET /readyz") && Refusal(request, gate) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await SayAsync(context, refusal.Status, refusal.Text).ConfigureAwait(false);
            return;
        }

        switch (asked)
        {
            case "GET /healthz" or "GET /readyz":
                await WriteAsync(context, "text/plain; charset=utf-8", "ok\n").ConfigureAwait(false);
                break;
            case "GET /metrics":
                await WriteAsync(context, PairText.ContentType, comparator.Write()).ConfigureAwait(false);
                break;
            case "POST /" or "POST /v1/events":
                if (await BodyAsync(context, comparator).ConfigureAwait(false) is { } payload)
                {
                    string reason = comparator.TakePayload(name => request.Headers[name].ToString(), payload);
                    await AnswerPayloadAsync(context, reason).ConfigureAwait(false);
                }

                break;
            case "POST /v1/labels" when !comparator.TakesLabels:
                await SayAsync(
                    context, StatusCodes.Status409Conflict, "No labels are expected; `comparator: labelsWithin` says how long they may take.")
                    .ConfigureAwait(false);
                break;
            case "POST /v1/labels":
                if (await BodyAsync(context, null).ConfigureAwait(false) is { } labels)
                    await AnswerLabelsAsync(context, comparator.TakeLabels(labels)).ConfigureAwait(false);
                break;
            default:
                await SayAsync(
                    context, StatusCodes.Status404NotFound, "There are POST /v1/events, POST /v1/labels, GET /metrics, GET /healthz and GET /readyz.")
                        .ConfigureAwait(false);
                break;
        }
    }

    private static (int Status, string Text)? Refusal(HttpRequest request, TokenGate gate)
    {
        if (!gate.LetsPass(request.Headers.Authorization.ToString()))
            return (StatusCodes.Status401Unauthorized, "Bear the token: `Authorization: Bearer TOKEN`, or as the address's password.");

        // Without a token a web page could have a browser send here under a name of its own.
        return gate.IsClosed || HostNames.IsLoopback(request.Host.Host)
            ? null
            : (StatusCodes.Status400BadRequest, "Ask under a loopback address.");
    }

    // Loggers take 200 for received; what is none of ours is received as well, or they would complain of each.
    private static Task AnswerPayloadAsync(HttpContext context, string reason) => PayloadEvent.Unreadable.Contains(reason)
        ? SayAsync(context, StatusCodes.Status400BadRequest, reason switch
        {
            "json" => "The payload is no JSON.",
            "part" => "The payload has nothing where `comparator: answer` points.",
            "form" => "The compared part is no list of numbers, or has too many.",
            "type" => "A CloudEvent in binary mode is expected: header Ce-Type is missing.",
            _ => "The request's id is missing or too long.",
        })
        : WriteAsync(context, "text/plain; charset=utf-8", "");

    private static Task AnswerLabelsAsync(HttpContext context, string problem) =>
        problem.Length > 0 ? SayAsync(context, StatusCodes.Status400BadRequest, problem) : WriteAsync(context, "application/json", "{\"version\":1}");

    private static async ValueTask<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context, Comparator? counts)
    {
        using CancellationTokenSource tooLong = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        tooLong.CancelAfter(_limits.ArrivesWithin);
        try
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body, tooLong.Token).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (Exception problem) when (
            problem is Microsoft.AspNetCore.Http.BadHttpRequestException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            counts?.TakeUncounted("size");
            int status = problem is Microsoft.AspNetCore.Http.BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status408RequestTimeout;
            await SayAsync(context, status, "At most 1 MiB, within 10 seconds.").ConfigureAwait(false);
            return null;
        }
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, "application/json", new JsonObject { ["version"] = 1, ["error"] = text }.ToJsonString());
    }

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}
