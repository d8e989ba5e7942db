using System.Net;
using Coalmine.Live.Files;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coalmine.Live.Operating;

/// <summary>
/// What a process shows of itself on HTTP: <c>/healthz</c> (the loop turns), <c>/readyz</c> (it does what it is there for or waits for it, and can record),
/// <c>/metrics</c>
/// and <c>/status</c>. The first two say one word and need no token, so that probes can ask; the others need the token where one is set. Nothing can be
/// changed here.
/// </summary>
public sealed class OperatingAnswers
{
    /// <summary>Longer than any single request that the loop waits for.</summary>
    private static readonly TimeSpan StandsStill = TimeSpan.FromMinutes(5);

    private readonly TokenGate _tokens;
    private readonly IShown _shown;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private object? _turn;
    private long _turnSeen;

    /// <summary>Makes the answers.</summary>
    /// <param name="settings">The token's file.</param>
    /// <param name="shown">What is shown.</param>
    /// <param name="time">Where time comes from.</param>
    public OperatingAnswers(PortSettings settings, IShown shown, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(settings);
        (_tokens, _shown, _time) = (new TokenGate(settings.TokenFile), shown, time);
        _turnSeen = time.GetTimestamp();
    }

    /// <summary>Adds the addresses to an application that has others beside them.</summary>
    public void Map(IEndpointRouteBuilder application)
    {
        foreach (string path in new[] { "/healthz", "/readyz", "/metrics", "/status" })
            application.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], AnswerAsync);
    }

    /// <summary>Answers a request; 404 for a path that is none of these.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (HttpStatusCode status, string type, string text) = AnswerTo(context.Request);
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }

    private (HttpStatusCode Status, string Type, string Text) AnswerTo(HttpRequest request)
    {
        const string plain = "text/plain; charset=utf-8";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return (HttpStatusCode.MethodNotAllowed, plain, "only GET\n");
        return request.Path.Value switch
        {
            "/healthz" => Turns() ? (HttpStatusCode.OK, plain, "ok\n") : (HttpStatusCode.ServiceUnavailable, plain, "the loop stands still\n"),
            "/readyz" => _shown.NotReady is { Length: > 0 } reason
                ? (HttpStatusCode.ServiceUnavailable, plain, reason + "\n")
                : (HttpStatusCode.OK, plain, "ok\n"),
            "/metrics" or "/status" when !IsAllowed(request) => (HttpStatusCode.Unauthorized, plain, "the token is missing or wrong\n"),
            "/metrics" => (HttpStatusCode.OK, MetricsText.ContentType, _shown.Write()),
            "/status" => (HttpStatusCode.OK, "application/json", _shown.Status().ToJsonString() + "\n"),
            _ => (HttpStatusCode.NotFound, plain, "there are /healthz, /readyz, /metrics and /status\n"),
        };
    }

    /// <summary>Whether the loop has gone on since the last times this was asked; before there is one it waits, which is well.</summary>
    private bool Turns()
    {
        object? turn = _shown.Turn;
        lock (_gate)
        {
            if (turn is null || !turn.Equals(_turn))
                (_turn, _turnSeen) = (turn, _time.GetTimestamp());
            return _time.GetElapsedTime(_turnSeen) < StandsStill;
        }
    }

    private bool IsAllowed(HttpRequest request) =>
        _tokens.IsClosed ? _tokens.LetsPass(request.Headers.Authorization.ToString()) : HostNames.IsLoopback(request.Host.Host);
}
