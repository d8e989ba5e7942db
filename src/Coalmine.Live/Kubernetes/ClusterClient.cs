using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Speaks to an API server about objects of any kind, as JSON: nothing of an object is lost on the way because no type knows all of it. Nothing throws but
/// cancellation by the caller. One request a call; what to repeat is for the caller to decide, who knows what was meant.
/// </summary>
public sealed class ClusterClient : IDisposable
{
    /// <summary>The name that the server notes beside the fields that we write.</summary>
    public const string FieldManager = "coalmine";

    private const int ListPage = 500;
    private const int MostPages = 100;
    private readonly ClusterConnection _connection;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _wire;
    private readonly TimeSpan _patience;

    /// <summary>Makes a client.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="time">The clock of the time-outs.</param>
    /// <param name="handler">What carries the requests; nothing for the network. It is disposed of with the client.</param>
    /// <param name="patience">How long one request may take; nothing for ten seconds.</param>
    public ClusterClient(ClusterConnection connection, TimeProvider time, HttpMessageHandler? handler = null, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(time);
        _connection = connection;
        _time = time;
        _patience = patience ?? TimeSpan.FromSeconds(10);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_patience, TimeSpan.Zero, nameof(patience));
        _wire = new HttpMessageInvoker(handler ?? connection.OpenHandler());
    }

    /// <summary>The namespace of the context or of the pod; empty where none is given.</summary>
    public string Namespace => _connection.Namespace;

    /// <summary>Reads an object.</summary>
    public ValueTask<ClusterAnswer> GetAsync(ClusterResource resource, CancellationToken cancellation) =>
        SendAsync(new ClusterCall(HttpMethod.Get, resource.Kind.PathOf(resource.Namespace, resource.Name)), cancellation);

    /// <summary>Whether the server knows the group and version of a kind; <see cref="ClusterAnswer.KindMissing"/> where it does not.</summary>
    public ValueTask<ClusterAnswer> FindKindAsync(ResourceKind kind, CancellationToken cancellation) =>
        SendAsync(new ClusterCall(HttpMethod.Get, kind.GroupPath), cancellation);

    /// <summary>Reads all objects of a kind in a namespace, page by page; the answer's <c>items</c> holds them all, at most 50,000.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; empty for all.</param>
    /// <param name="labels">A label selector; empty for every object.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<ClusterAnswer> ListAsync(ResourceKind kind, string ns, string labels, CancellationToken cancellation)
    {
        JsonArray items = [];
        string next = "";
        for (int page = 0; page < MostPages; page++)
        {
            string query = string.Create(CultureInfo.InvariantCulture, $"?limit={ListPage}")
                + (labels.Length == 0 ? "" : $"&labelSelector={Uri.EscapeDataString(labels)}")
                + (next.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(next)}");
            ClusterAnswer answer = await SendAsync(new ClusterCall(HttpMethod.Get, kind.PathOf(ns) + query), cancellation).ConfigureAwait(false);
            if (answer is not ClusterAnswer.Ok ok)
                return answer;
            foreach (JsonNode? item in ok.Body.Items("items"))
                items.Add(item?.DeepClone());
            next = ok.Body.Text("metadata", "continue");
            if (next.Length > 0)
                continue;
            ok.Body["items"] = items;
            return ok;
        }

        return new ClusterAnswer.Unsupported($"There are more than {MostPages * ListPage} objects of kind {kind.Kind}.");
    }

    /// <summary>Creates an object; its name may be left to the server (<c>generateName</c>).</summary>
    public ValueTask<ClusterAnswer> CreateAsync(ResourceKind kind, string ns, JsonObject body, bool dryRun, CancellationToken cancellation) =>
        SendAsync(new ClusterCall(HttpMethod.Post, kind.PathOf(ns) + Query(dryRun), "application/json", body), cancellation);

    /// <summary>Replaces an object; the body bears the version that it was read with, so that a change by somebody else is a conflict.</summary>
    public ValueTask<ClusterAnswer> ReplaceAsync(ClusterResource resource, JsonObject body, CancellationToken cancellation) => SendAsync(
        new ClusterCall(HttpMethod.Put, resource.Kind.PathOf(resource.Namespace, resource.Name) + Query(false), "application/json", body), cancellation);

    /// <summary>Changes an object.</summary>
    public ValueTask<ClusterAnswer> PatchAsync(ClusterResource resource, ClusterPatch patch, CancellationToken cancellation)
    {
        string form = patch.Form == PatchForm.Json ? "application/json-patch+json" : "application/merge-patch+json";
        string path = resource.Kind.PathOf(resource.Namespace, resource.Name, patch.Subresource) + Query(patch.DryRun);
        return SendAsync(new ClusterCall(HttpMethod.Patch, path, form, patch.Body), cancellation);
    }

    /// <summary>Deletes an object.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="resourceVersion">The version that it must have; empty for any.</param>
    /// <param name="cancellation">Gives it up.</param>
    public ValueTask<ClusterAnswer> DeleteAsync(ClusterResource resource, string resourceVersion, CancellationToken cancellation)
    {
        JsonObject? options = resourceVersion.Length == 0 ? null : new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["preconditions"] = new JsonObject { ["resourceVersion"] = resourceVersion },
        };
        string form = options is null ? "" : "application/json";
        return SendAsync(new ClusterCall(HttpMethod.Delete, resource.Kind.PathOf(resource.Namespace, resource.Name), form, options), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _wire.Dispose();

    private static string Query(bool dryRun) => $"?fieldManager={FieldManager}" + (dryRun ? "&dryRun=All" : "");

    private async ValueTask<ClusterAnswer> SendAsync(ClusterCall call, CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(_patience, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using HttpRequestMessage request = new(call.Method, new Uri(_connection.Server, _connection.Server.AbsolutePath.TrimEnd('/') + call.Path));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("coalmine", "1"));
            request.Headers.Authorization = await _connection.ProofAsync(either.Token).ConfigureAwait(false);
            if (call.Body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body.ToJsonString()));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
            }

            using HttpResponseMessage response = await _wire.SendAsync(request, either.Token).ConfigureAwait(false);
            return await AnswerReader.ReadAsync(response, call, _time, request.Headers.Authorization, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            string limit = _patience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new ClusterAnswer.Unavailable($"The API server did not answer within {limit} s.", call.IsWrite, After: null);
        }
        catch (HttpRequestException error)
        {
            bool neverSent = error.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError;
            return new ClusterAnswer.Unavailable($"The API server cannot be reached: {error.Message}", call.IsWrite && !neverSent, After: null);
        }
        catch (IOException error)
        {
            return new ClusterAnswer.Unavailable($"The connection to the API server broke: {error.Message}", call.IsWrite, After: null);
        }
    }
}
