using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>
/// Answers a client's requests in process and at once, so that thousands of runs on a fake clock need no sockets. Only watches, and what hangs, wait.
/// </summary>
/// <param name="core">The server.</param>
/// <param name="faults">What goes wrong with a request; nothing for a server without faults.</param>
public sealed class ApiServerHandler(ApiServerCore core, Func<ApiRequest, Fault?>? faults = null) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        ApiRequest asked = new(request.Method.Method, request.RequestUri!.PathAndQuery, request.Content?.Headers.ContentType?.ToString(), body)
        {
            Token = FrontDesk.TokenOf(request.Headers.Authorization?.ToString()),
            UserAgent = request.Headers.UserAgent.FirstOrDefault()?.Product?.Name ?? "unknown",
        };
        (ApiResponse response, Fault? lost) = FrontDesk.Take(core, asked, faults?.Invoke(asked));
        switch (lost)
        {
            case Fault.Breaks:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.", new IOException("Connection reset by peer"));
            case Fault.TimesOut:
                throw new TaskCanceledException("The request timed out.", new TimeoutException("The request timed out."));
            case Fault.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, core.Clock, cancellationToken).ConfigureAwait(false);
                break;
        }

        HttpResponseMessage message = new((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = response.Watch is { } watch ? new StreamContent(Open(watch)) : new ByteArrayContent(Encoding.UTF8.GetBytes(response.Body)),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        if (response.RetryAfter is { } seconds)
            message.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return message;
    }

    private static Stream Open(WatchSubscription watch)
    {
        Pipe pipe = new();
        _ = WriteAsync(watch, pipe.Writer);
        return pipe.Reader.AsStream();
    }

    private static async Task WriteAsync(WatchSubscription watch, PipeWriter writer)
    {
        await foreach (string line in WatchLines.ReadAsync(watch, CancellationToken.None).ConfigureAwait(false))
        {
            FlushResult flushed = await writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).ConfigureAwait(false);
            if (flushed.IsCompleted)
                break;
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }
}
