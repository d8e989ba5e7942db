using System.Globalization;
using System.Net;
using System.Text;
using Coalmine.Live.Seam;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Coalmine.Live.Hooks;

/// <summary>
/// Calls hooks over HTTP: POST with a JSON body (rollout, call, hook, kind, decision), signed where there is a secret. 2xx agrees, everything else refuses;
/// a hook that cannot be reached, or answers 429 or 5xx, is tried again within its bounds, each time with the same call id. Nothing is followed (redirects),
/// little is read of an answer, and private addresses are refused unless allowed. Secrets and answers' headers are in no message.
/// </summary>
public sealed class HttpHookCaller : IHookCaller, IDisposable
{
    private const int MostBytesRead = 4096;
    private const int MostShown = 200;
    private const int MostSecret = 4096;
    private static readonly TimeSpan _firstRetry = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, HookEndpoint> _hooks;
    private readonly HttpMessageInvoker _public;
    private readonly HttpMessageInvoker _private;
    private readonly TimeProvider _time;

    /// <summary>Makes a caller.</summary>
    /// <param name="hooks">The hooks by their names.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="handler">Answers in place of the network; for tests.</param>
    public HttpHookCaller(IEnumerable<HookEndpoint> hooks, TimeProvider time, HttpMessageHandler? handler = null)
    {
        _hooks = hooks.ToDictionary(hook => hook.Name, StringComparer.Ordinal);
        _public = new HttpMessageInvoker(handler ?? new CheckedConnection(allowsPrivate: false).Handler());
        _private = new HttpMessageInvoker(handler ?? new CheckedConnection(allowsPrivate: true).Handler());
        _time = time;
    }

    /// <summary>The hooks that are told of an event.</summary>
    public IEnumerable<string> ToldOf(HookEvent happened) => _hooks.Values.Where(hook => hook.Events.Contains(happened)).Select(hook => hook.Name);

    /// <inheritdoc/>
    public async ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!_hooks.TryGetValue(call.Name, out HookEndpoint? hook))
        {
            string known = string.Join(", ", _hooks.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
            return new HookReply(false, $"no hook is called {call.Name}; the settings have {known}");
        }

        HookReply reply = await AskAsync(hook, call, cancellation).ConfigureAwait(false);

        // Who is only told cannot refuse.
        return hook.Use == HookUse.Event ? new HookReply(true, reply.IsAccepted ? reply.Text : $"not told: {reply.Text}") : reply;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private async ValueTask<HookReply> AskAsync(HookEndpoint hook, HookCall call, CancellationToken cancellation)
    {
        try
        {
            return await Retrying(hook).ExecuteAsync(token => TryAsync(hook, call, token), cancellation).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return new HookReply(false, string.Create(CultureInfo.InvariantCulture, $"no answer within {hook.Timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return new HookReply(false, problem.GetBaseException() is AddressRefusedException refused ? refused.Message : problem.Message);
        }
    }

    private ResiliencePipeline<HookReply> Retrying(HookEndpoint hook)
    {
        ResiliencePipelineBuilder<HookReply> builder = new() { TimeProvider = _time };
        if (hook.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions<HookReply>
            {
                MaxRetryAttempts = hook.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = _firstRetry,
                ShouldHandle = attempt => new(attempt.Outcome.Exception is TimeoutRejectedException
                    || (attempt.Outcome.Exception is HttpRequestException problem && problem.GetBaseException() is not AddressRefusedException)
                    || attempt.Outcome.Result is OverloadedReply),
            });
        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = hook.Timeout }).Build();
    }

    private async ValueTask<HookReply> TryAsync(HookEndpoint hook, HookCall call, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, hook.Url);
        byte[] body = HookBody.Of(call, hook.Use);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        if (hook.SecretFile.Length > 0)
        {
            string timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Add(HookBody.TimeHeader, timestamp);
            request.Headers.Add(HookBody.SignatureHeader, HookBody.Sign(Secret(hook.SecretFile), timestamp, body));
        }

        using HttpResponseMessage answer = await (hook.AllowsPrivate ? _private : _public).SendAsync(request, cancellation).ConfigureAwait(false);
        int status = (int)answer.StatusCode;
        string beginning = await BeginningAsync(answer, cancellation).ConfigureAwait(false);
        string text = string.Create(CultureInfo.InvariantCulture, $"{status} {beginning}").TrimEnd();
        return answer.StatusCode == HttpStatusCode.TooManyRequests || status >= 500 ? new OverloadedReply(text)
            : status is >= 300 and < 400 ? new HookReply(false, string.Create(CultureInfo.InvariantCulture, $"{status}, a redirect, which is not followed"))
            : new HookReply(status is >= 200 and < 300, text);
    }

    private static async ValueTask<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        byte[] bytes = new byte[MostBytesRead];
        Stream stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            string text = Encoding.UTF8.GetString(bytes, 0, length);
            string line = new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
            return line.Length <= MostShown ? line.Trim() : $"{line[..MostShown].Trim()}...";
        }
    }

    private static byte[] Secret(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] bytes = new byte[MostSecret];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        // Editors and `kubectl create secret` differ in the last line feed.
        ReadOnlySpan<byte> secret = bytes.AsSpan(0, length).TrimEnd("\r\n"u8);
        return secret.IsEmpty ? throw new IOException($"the secret file {file} is empty") : secret.ToArray();
    }

    /// <summary>An answer that is asked for once more.</summary>
    private sealed record OverloadedReply : HookReply
    {
        public OverloadedReply(string text)
            : base(false, text)
        {
        }
    }
}
