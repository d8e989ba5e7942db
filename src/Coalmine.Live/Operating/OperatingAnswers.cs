using System.Net;
using System.Security.Cryptography;
using System.Text;
using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Operating.Standings;
using Coalmine.Live.Operating.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Coalmine.Live.Operating;

/// <summary>
/// What a process shows of itself on HTTP: <c>/healthz</c> (the loop turns), <c>/readyz</c> (it drives or waits for the lease, and can record),
/// <c>/metrics</c>
/// and <c>/status</c>. The first two say one word and need no token, so that probes can ask; the others need the token where one is set. Nothing can be
/// changed here.
/// </summary>
public sealed class OperatingAnswers
{
    /// <summary>Longer than any single request that the loop waits for.</summary>
    private static readonly TimeSpan StandsStill = TimeSpan.FromMinutes(5);

    private readonly PortSettings _settings;
    private readonly LiveTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset? _turnedAt;
    private long _turnSeen;

    /// <summary>Makes the answers.</summary>
    /// <param name="settings">The token's file.</param>
    /// <param name="telemetry">What is shown.</param>
    /// <param name="time">Where time comes from.</param>
    public OperatingAnswers(PortSettings settings, LiveTelemetry telemetry, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_settings, _telemetry, _time) = (settings, telemetry, time);
        _turnSeen = time.GetTimestamp();
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
            "/readyz" => _telemetry.Standing() is { IsRecorded: false }
                ? (HttpStatusCode.ServiceUnavailable, plain, "the journal cannot be written\n")
                : (HttpStatusCode.OK, plain, "ok\n"),
            "/metrics" or "/status" when !IsAllowed(request) => (HttpStatusCode.Unauthorized, plain, "the token is missing or wrong\n"),
            "/metrics" => (HttpStatusCode.OK, MetricsText.ContentType, _telemetry.Write()),
            "/status" => _telemetry.Standing() is { } standing
                ? (HttpStatusCode.OK, "application/json", StatusJson.Of(standing).ToJsonString() + "\n")
                : (HttpStatusCode.OK, "application/json", "{}\n"),
            _ => (HttpStatusCode.NotFound, plain, "there are /healthz, /readyz, /metrics and /status\n"),
        };
    }

    /// <summary>Whether the rollout's loop has gone on since the last times this was asked; before there is a rollout it waits, which is well.</summary>
    private bool Turns()
    {
        LiveStanding? standing = _telemetry.Standing();
        lock (_gate)
        {
            if (standing is null || standing.At != _turnedAt)
                (_turnedAt, _turnSeen) = (standing?.At, _time.GetTimestamp());
            return _time.GetElapsedTime(_turnSeen) < StandsStill;
        }
    }

    // Read anew each time, so that a token can be changed. Digests are compared, so that neither length nor prefix is told by the time that it takes.
    private bool IsAllowed(HttpRequest request)
    {
        if (_settings.TokenFile.Length == 0)
        {
            // A page in a browser on this machine could have its own name point here; its requests bear that name.
            return request.Host.Host is "localhost" || IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _);
        }

        const string scheme = "Bearer ";
        string given = request.Headers.Authorization.ToString();
        try
        {
            string token = File.ReadAllText(_settings.TokenFile).Trim();
            return token.Length > 0 && given.StartsWith(scheme, StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Digest(given[scheme.Length..].Trim()), Digest(token));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
