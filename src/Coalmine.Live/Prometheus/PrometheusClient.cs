using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Coalmine.Live.Wire;
using Polly;
using Polly.Retry;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Asks a server that speaks Prometheus's HTTP API. Bad answers of every sort are results, never exceptions; only cancellation throws. One question is tried
/// again
/// when its connection fails or the server says 429 or 502 to 504, within the connection's deadline; never after 400 or 422.
/// </summary>
public sealed class PrometheusClient : IDisposable
{
    private readonly PrometheusConnection _connection;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly ResiliencePipeline<ApiReply> _tries;
    private readonly Uri _root;

    /// <summary>Makes a client with sockets of its own.</summary>
    /// <param name="connection">Where the server is.</param>
    /// <param name="time">The clock of deadlines and waits.</param>
    /// <exception cref="ArgumentException">The address is not one of http or https, or holds a password, which would be shown with it.</exception>
    /// <exception cref="IOException">A certificate's file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate's file holds no certificate, or not its key.</exception>
    public PrometheusClient(PrometheusConnection connection, TimeProvider time)
        : this(connection, time, PrometheusTransport.HandlerOf(connection))
    {
    }

    /// <summary>Makes a client over a given transport, which it then owns.</summary>
    internal PrometheusClient(PrometheusConnection connection, TimeProvider time, HttpMessageHandler transport)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!connection.Address.IsAbsoluteUri || connection.Address.Scheme is not ("http" or "https") || connection.Address.UserInfo.Length > 0)
            throw new ArgumentException("The address is http or https, whole, and without user and password.", nameof(connection));
        _connection = connection;
        _time = time;
        _invoker = new HttpMessageInvoker(transport, disposeHandler: true);
        _root = new Uri(connection.Address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1/");
        ResiliencePipelineBuilder<ApiReply> builder = new() { TimeProvider = time };
        if (connection.Retries > 0)
            builder.AddRetry(RetriesOf(connection));
        _tries = builder.Build();
    }

    private static PrometheusAnswer NotOfForm =>
        new PrometheusAnswer.Failed(PrometheusFailure.NotPrometheus, "its answer is not of the form of Prometheus's API");

    /// <summary>The server's address as it may be shown.</summary>
    public string Address => _connection.Address.GetLeftPart(UriPartial.Path);

    /// <summary>Evaluates a query at one instant.</summary>
    /// <param name="query">PromQL.</param>
    /// <param name="at">The instant by the server's clock, taken to the millisecond; nothing for the server's present.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<PrometheusAnswer> QueryAsync(string query, DateTimeOffset? at, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> form = [new("query", query), new("timeout", Seconds(_connection.TryTimeout))];
        if (at is { } instant)
            form.Add(new("time", Seconds(instant)));
        return AnswerOf(await PostAsync("query", form, cancellation).ConfigureAwait(false));
    }

    /// <summary>Evaluates a query at instants in a row.</summary>
    /// <param name="query">PromQL.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The last instant is not later.</param>
    /// <param name="step">Time between them; positive.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<PrometheusAnswer> QueryRangeAsync(
        string query, DateTimeOffset from, DateTimeOffset until, TimeSpan step, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] form =
        [
            new("query", query), new("start", Seconds(from)), new("end", Seconds(until)), new("step", Seconds(step)),
            new("timeout", Seconds(_connection.TryTimeout)),
        ];
        return AnswerOf(await PostAsync("query_range", form, cancellation).ConfigureAwait(false));
    }

    /// <summary>The series that a selector names, without samples: a vector whose elements have none.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="from">Series without a sample since then are left out.</param>
    /// <param name="until">Series that began later are left out.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<PrometheusAnswer> SeriesAsync(string selector, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] form = [new("match[]", selector), new("start", Seconds(from)), new("end", Seconds(until))];
        ApiReply reply = await PostAsync("series", form, cancellation).ConfigureAwait(false);
        return Read(reply, data => new PrometheusAnswer.Vector(
            [.. data.EnumerateArray().Select(metric => new PrometheusSeries(AnswerReader.LabelsOf(metric), [], false))]));
    }

    /// <summary>The server's version (<c>status/buildinfo</c>), a text such as <c>2.42.0</c>; stores that are not Prometheus may have none.</summary>
    public ValueTask<PrometheusAnswer> VersionAsync(CancellationToken cancellation) => StatusAsync("status/buildinfo", "version", cancellation);

    /// <summary>The server's configuration (<c>status/config</c>): its YAML as a text.</summary>
    public ValueTask<PrometheusAnswer> ConfigurationAsync(CancellationToken cancellation) => StatusAsync("status/config", "yaml", cancellation);

    /// <summary>One of the server's flags (<c>status/flags</c>), such as <c>query.lookback-delta</c>: its value as a text.</summary>
    /// <param name="flag">The flag's name without dashes.</param>
    /// <param name="cancellation">Gives it up.</param>
    public ValueTask<PrometheusAnswer> FlagAsync(string flag, CancellationToken cancellation) => StatusAsync("status/flags", flag, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private static RetryStrategyOptions<ApiReply> RetriesOf(PrometheusConnection connection) => new()
    {
        MaxRetryAttempts = connection.Retries,
        Delay = connection.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result.IsWorthRetrying),
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result.After),
    };

    private static string Seconds(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan length) => ((decimal)length.TotalMilliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static PrometheusAnswer AnswerOf(ApiReply reply) => Read(reply, AnswerReader.ResultOf);

    private static PrometheusAnswer Read(ApiReply reply, Func<JsonElement, PrometheusAnswer> read)
    {
        if (reply.Failure is { } failure)
            return failure;
        try
        {
            return read(reply.Data) with { Warnings = reply.Warnings };
        }
        catch (Exception fault) when (AnswerReader.IsFormFault(fault))
        {
            return NotOfForm;
        }
    }

    private async ValueTask<PrometheusAnswer> StatusAsync(string path, string property, CancellationToken cancellation)
    {
        ApiReply reply = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(_root, path)), cancellation).ConfigureAwait(false);
        return Read(reply, data => new PrometheusAnswer.Text(data.GetProperty(property).GetString() ?? ""));
    }

    // A form and not an address: queries outgrow the length of addresses, and proxies log these.
    private ValueTask<ApiReply> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path)) { Content = new FormUrlEncodedContent(form) }, cancellation);

    private async ValueTask<ApiReply> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        using CancellationTokenSource clock = new(_connection.Deadline, _time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, clock.Token);
        ApiReply last = ApiReply.Of(PrometheusFailure.TimedOut, $"no answer within {Seconds(_connection.Deadline)} s");
        try
        {
            return await _tries.ExecuteAsync(
                async token =>
                {
                    ApiReply reply = await TryAsync(request, token).ConfigureAwait(false);
                    last = reply;
                    return reply;
                },
                both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The deadline struck while it waited for the next try: what the last one said tells more.
            return last;
        }
    }

    private async ValueTask<ApiReply> TryAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using CancellationTokenSource clock = new(_connection.TryTimeout, _time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, clock.Token);
        using HttpRequestMessage request = make();
        try
        {
            await AuthoriseAsync(request, both.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            return ApiReply.Of(PrometheusFailure.Unauthorised, $"the credentials cannot be read: {ReasonOf(fault)}");
        }

        try
        {
            using HttpResponseMessage response = await _invoker.SendAsync(request, both.Token).ConfigureAwait(false);
            byte[]? body = await BodyOfAsync(response, both.Token).ConfigureAwait(false);
            return body is null
                ? ApiReply.Of(PrometheusFailure.TooLarge, $"its answer is larger than {_connection.LargestAnswer >> 20} MiB; ask for fewer series")
                : ReplyReader.Read(
                    response, response.IsSuccessStatusCode ? body : SecretMask.Masked(body, request.Headers.Authorization), _time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ApiReply.Passing(PrometheusFailure.TimedOut, $"no answer within {Seconds(_connection.TryTimeout)} s");
        }
        catch (HttpRequestException fault)
        {
            return OfFault(fault);
        }
        catch (IOException)
        {
            return ApiReply.Passing(PrometheusFailure.Unavailable, "the connection broke off within the answer");
        }
    }

    private static ApiReply OfFault(HttpRequestException fault)
    {
        string reason = fault.InnerException is { } inner ? $"{fault.Message.TrimEnd('.')}: {inner.Message}" : fault.Message;
        return fault.HttpRequestError == HttpRequestError.SecureConnectionError
            ? ApiReply.Of(PrometheusFailure.Unavailable, $"its TLS certificate or ours was not accepted: {reason}")
            : ApiReply.Passing(PrometheusFailure.Unavailable, $"it cannot be reached: {reason}");
    }

    private static string ReasonOf(Exception fault) => fault is FormatException ? "what the file holds cannot stand in a header" : fault.Message;

    private async ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        foreach ((string name, string value) in _connection.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Authorization = _connection.Credentials switch
        {
            PrometheusCredentials.Bearer bearer => new("Bearer", OneLine((await FileAsync(bearer.File, cancellation).ConfigureAwait(false)).Trim())),
            PrometheusCredentials.Basic basic => BasicOf(basic.User, await FileAsync(basic.PasswordFile, cancellation).ConfigureAwait(false)),
            _ => request.Headers.Authorization,
        };
    }

    private static AuthenticationHeaderValue BasicOf(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.TrimEnd('\r', '\n')}")));

    // The exception of a header's value would quote the value.
    private static string OneLine(string token) =>
        token.Length > 0 && !token.Any(char.IsControl) && token.All(char.IsAscii) ? token : throw new FormatException();

    private static Task<string> FileAsync(string path, CancellationToken cancellation) => File.ReadAllTextAsync(path, cancellation);

    private async ValueTask<byte[]?> BodyOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using MemoryStream body = new();
            byte[] piece = new byte[1 << 16];
            while (await stream.ReadAsync(piece, cancellation).ConfigureAwait(false) is > 0 and var count)
            {
                if (body.Length + count > _connection.LargestAnswer)
                    return null;
                body.Write(piece, 0, count);
            }

            return body.ToArray();
        }
    }
}
