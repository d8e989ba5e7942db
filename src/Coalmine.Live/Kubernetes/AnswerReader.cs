using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Live.Wire;

namespace Coalmine.Live.Kubernetes;

/// <summary>Makes an answer of a response.</summary>
internal static class AnswerReader
{
    // A list page of 500 objects of a megabyte each would not fit either; an object of the store has at most 1.5 MiB (etcd's limit).
    private const int MostBytes = 64 << 20;
    private const int MostText = 4096;

    /// <summary>Reads a response to its end, up to 64 MiB; its words bear nothing of the proof that was sent.</summary>
    public static async ValueTask<ClusterAnswer> ReadAsync(
        HttpResponseMessage response, ClusterCall call, TimeProvider time, AuthenticationHeaderValue? proof, CancellationToken cancellation)
    {
        byte[]? bytes = await BytesAsync(response.Content, cancellation).ConfigureAwait(false);
        if (bytes is null)
            return new ClusterAnswer.Unsupported($"The answer has more than {MostBytes >> 20} MiB.");
        JsonObject? body = JsonOf(bytes);
        if (body is null || !response.IsSuccessStatusCode)
        {
            bytes = SecretMask.Masked(bytes, proof);
            body = JsonOf(bytes);
        }

        if (response.IsSuccessStatusCode)
        {
            return body is null
                ? new ClusterAnswer.Unsupported($"{(int)response.StatusCode} without a JSON object: this is no API server. {Beginning(bytes)}")
                : new ClusterAnswer.Ok(body, WarningsOf(response));
        }

        string words = body?.Text("message") ?? "";
        string text = words.Length > 0 ? words : $"{(int)response.StatusCode} {Beginning(bytes)}".TrimEnd();
        return Failed(response, call, new Failure(text, body?.Text("reason") ?? "", WaitOf(response, body, time), body));
    }

    private static ClusterAnswer Failed(HttpResponseMessage response, ClusterCall call, in Failure failure) => response.StatusCode switch
    {
        HttpStatusCode.NotFound when failure.Body is null || failure.Reason.Length == 0 =>
            new ClusterAnswer.KindMissing($"The server does not know {call.Path.Split('?')[0]}: {failure.Text}"),
        HttpStatusCode.NotFound => new ClusterAnswer.NotFound(failure.Text),
        HttpStatusCode.Conflict when failure.Reason == "AlreadyExists" => new ClusterAnswer.AlreadyExists(failure.Text),
        HttpStatusCode.Conflict => new ClusterAnswer.Conflict(failure.Text),
        HttpStatusCode.Unauthorized => new ClusterAnswer.Unauthorised(failure.Text),
        HttpStatusCode.Forbidden => new ClusterAnswer.Forbidden(failure.Text),
        HttpStatusCode.Gone => new ClusterAnswer.Expired(failure.Text),
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new ClusterAnswer.Invalid(failure.Text, CausesOf(failure.Body)),
        HttpStatusCode.TooManyRequests => new ClusterAnswer.TooManyRequests(failure.Text, failure.After),
        HttpStatusCode.RequestTimeout => new ClusterAnswer.Unavailable(failure.Text, call.IsWrite, failure.After),
        >= HttpStatusCode.InternalServerError => new ClusterAnswer.Unavailable(failure.Text, call.IsWrite, failure.After),
        _ => new ClusterAnswer.Unsupported(failure.Text),
    };

    private static ImmutableArray<string> CausesOf(JsonObject? body) =>
    [
        .. (body?.Child("details")?.Items("causes") ?? []).OfType<JsonObject>()
            .Select(cause => string.Join(": ", new[] { cause.Text("field"), cause.Text("message") }.Where(part => part.Length > 0))),
    ];

    private static ImmutableArray<string> WarningsOf(HttpResponseMessage response) =>
        [.. response.Headers.Warning.Where(warning => warning.Code == 299).Select(warning => warning.Text.Trim('"'))];

    private static TimeSpan? WaitOf(HttpResponseMessage response, JsonObject? body, TimeProvider time)
    {
        if (response.Headers.RetryAfter is { } header)
        {
            TimeSpan wait = header.Delta ?? (header.Date is { } date ? date - time.GetUtcNow() : TimeSpan.Zero);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }

        return body?.Child("details")?.Number("retryAfterSeconds") is long seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static async ValueTask<byte[]?> BytesAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > MostBytes)
            return null;
        Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            ArrayBufferWriter<byte> all = new();
            while (true)
            {
                int read = await stream.ReadAsync(all.GetMemory(8192), cancellation).ConfigureAwait(false);
                if (read == 0)
                    return all.WrittenSpan.ToArray();
                all.Advance(read);
                if (all.WrittenCount > MostBytes)
                    return null;
            }
        }
    }

    private static JsonObject? JsonOf(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Beginning(byte[] bytes) => Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, MostText)).Trim();

    private readonly record struct Failure(string Text, string Reason, TimeSpan? After, JsonObject? Body);
}
