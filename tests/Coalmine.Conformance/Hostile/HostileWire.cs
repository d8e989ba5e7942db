using System.Net.Http.Headers;
using Coalmine.Testing;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>
/// Carries the requests of one process to the server, with everything that may happen on the way: the process dies or stands still before or after, the way is
/// cut, the request arrives late, the server answers with a fault.
/// </summary>
/// <param name="process">Whose requests.</param>
/// <param name="core">The server.</param>
/// <param name="faults">Faults of single requests.</param>
internal sealed class HostileWire(HostileProcess process, ApiServerCore core, Func<ApiRequest, Fault?> faults)
    : DelegatingHandler(new ApiServerHandler(core, faults))
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await process.StepAsync(isAfter: false).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.IsCutOff)
        {
            process.World.Story.Count("request of a process that is cut off");
            await Until(new TaskCompletionSource<HttpResponseMessage>(), cancellationToken).ConfigureAwait(false);
        }

        HttpResponseMessage response = process.TakeDelay() is { } delay
            ? await LaterAsync(request, delay, cancellationToken).ConfigureAwait(false)
            : await NowAsync(request, cancellationToken).ConfigureAwait(false);
        await process.StepAsync(isAfter: true).ConfigureAwait(false);
        return response;
    }

    private Task<HttpResponseMessage> NowAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        // The handler carries a request out before it waits for anything.
        process.World.Writer = process;
        try
        {
            return base.SendAsync(request, cancellation);
        }
        finally
        {
            process.World.Writer = null;
        }
    }

    // On its way the request knows nothing of its sender's clock, nor whether it is still alive.
    private async Task<HttpResponseMessage> LaterAsync(HttpRequestMessage request, TimeSpan delay, CancellationToken cancellation)
    {
        VirtualTime world = process.World.Time;
        process.World.Story.Tell($"{process}: {request.Method} {request.RequestUri!.AbsolutePath} is on its way for {delay.TotalSeconds} s");
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        HttpRequestMessage late = new(request.Method, request.RequestUri) { Content = request.Content is null ? null : new ByteArrayContent(body) };
        if (late.Content is not null && request.Content!.Headers.ContentType is MediaTypeHeaderValue type)
            late.Content.Headers.ContentType = type;
        late.Headers.Authorization = request.Headers.Authorization;
        foreach (ProductInfoHeaderValue agent in request.Headers.UserAgent)
            late.Headers.UserAgent.Add(agent);
        TaskCompletionSource<HttpResponseMessage> arrived = new();
        _ = world.CreateTimer(_ => Arrive(late, arrived), null, delay, Timeout.InfiniteTimeSpan);
        return await Until(arrived, cancellation).ConfigureAwait(false);
    }

    // Unlike `WaitAsync` and `Task.Delay`, it hops to no other thread when it is cancelled.
    private static async Task<HttpResponseMessage> Until(TaskCompletionSource<HttpResponseMessage> answer, CancellationToken cancellation)
    {
        using CancellationTokenRegistration given = cancellation.Register(() => answer.TrySetException(new TaskCanceledException("The client has given up.")));
        return await answer.Task.ConfigureAwait(false);
    }

    private void Arrive(HttpRequestMessage late, TaskCompletionSource<HttpResponseMessage> arrived)
    {
        process.World.Story.Tell($"{process}: {late.Method} {late.RequestUri!.AbsolutePath} arrives");
        Task<HttpResponseMessage> answer = NowAsync(late, CancellationToken.None);
        if (answer.IsCompletedSuccessfully)
            arrived.TrySetResult(answer.Result);
        else
            arrived.TrySetException(new HttpRequestException("The connection was reset."));
        _ = answer.Exception;
    }
}
