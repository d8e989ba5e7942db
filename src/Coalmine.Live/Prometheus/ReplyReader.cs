using System.Net;
using System.Text.Json;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Makes a reply of an HTTP response, by status, content type and envelope. Proxies before Prometheus answer with redirects to a login, pages of HTML, and
/// statuses
/// of their own, which must not be read as data.
/// </summary>
internal static class ReplyReader
{
    private const int LongestWords = 300;

    /// <summary>Reads a response whose body has come.</summary>
    /// <param name="response">The response.</param>
    /// <param name="body">Its body, decoded.</param>
    /// <param name="now">The present, for a <c>Retry-After</c> that names a date.</param>
    public static ApiReply Read(HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return ApiReply.Of(PrometheusFailure.NotPrometheus,
                $"it redirects{To(response.Headers.Location)} ({status}), which a login does and Prometheus does not; redirects are not followed");
        if (!IsJson(response))
            return OfOther(response, status, now);
        try
        {
            JsonElement envelope = JsonElement.Parse(body);
            return envelope.GetProperty("status").GetString() switch
            {
                "success" when status == 200 => new ApiReply { Data = envelope.GetProperty("data"), Warnings = AnswerReader.WarningsOf(envelope) },
                "error" => OfError(envelope, response, now),
                _ => NotOfForm(status),
            };
        }
        catch (Exception fault) when (AnswerReader.IsFormFault(fault))
        {
            return OfStatus(response, status, now) ?? NotOfForm(status);
        }
    }

    private static ApiReply NotOfForm(int status) =>
        ApiReply.Of(PrometheusFailure.NotPrometheus, $"its answer ({status}) is JSON, and not of the form of Prometheus's API");

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type && type.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static ApiReply OfOther(HttpResponseMessage response, int status, DateTimeOffset now)
    {
        string type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        return OfStatus(response, status, now) ?? ApiReply.Of(PrometheusFailure.NotPrometheus,
            $"it answers {status} with {type} in place of JSON; is the address that of a Prometheus, with the path before /api/v1?");
    }

    /// <summary>What a status says whatever the body.</summary>
    private static ApiReply? OfStatus(HttpResponseMessage response, int status, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ApiReply.Of(PrometheusFailure.Unauthorised, $"it refuses who asks ({status})"),
        HttpStatusCode.TooManyRequests => ApiReply.Passing(PrometheusFailure.Unavailable, "it is asked too often (429)", AfterOf(response, now)),
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable =>
            ApiReply.Passing(PrometheusFailure.Unavailable, $"it cannot answer now ({status})", AfterOf(response, now)),
        HttpStatusCode.GatewayTimeout => ApiReply.Passing(PrometheusFailure.TimedOut, "a gateway before it waited too long (504)", AfterOf(response, now)),
        _ when status >= 500 => ApiReply.Of(PrometheusFailure.Unavailable, $"it failed ({status})"),
        _ => null,
    };

    private static ApiReply OfError(JsonElement envelope, HttpResponseMessage response, DateTimeOffset now)
    {
        string words = Shown(envelope.TryGetProperty("error", out JsonElement error) ? error.GetString() ?? "" : "");
        int status = (int)response.StatusCode;
        PrometheusFailure kind = (envelope.TryGetProperty("errorType", out JsonElement type) ? type.GetString() : "") switch
        {
            "bad_data" => PrometheusFailure.BadData,
            "execution" => PrometheusFailure.Execution,
            "timeout" or "canceled" => PrometheusFailure.TimedOut,
            _ when status is 401 or 403 => PrometheusFailure.Unauthorised,
            _ when status == 400 => PrometheusFailure.BadData,
            _ when status == 422 => PrometheusFailure.Execution,
            _ => PrometheusFailure.Unavailable,
        };
        bool passes = status is 429 or (>= 502 and <= 504);
        return passes ? ApiReply.Passing(kind, words, AfterOf(response, now)) : ApiReply.Of(kind, words);
    }

    // A location's query may hold a session.
    private static string To(Uri? location) => location is { IsAbsoluteUri: true } ? $" to {location.Scheme}://{location.Authority}" : "";

    private static TimeSpan? AfterOf(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? after = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now;
        return after > TimeSpan.Zero ? after : null;
    }

    // The words go to terminals and journals: one line, of bounded length.
    private static string Shown(string words)
    {
        string line = string.Concat(words.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= LongestWords ? line : line[..LongestWords] + "…";
    }
}
