using System.Collections.Immutable;
using System.Text.Json;

namespace Coalmine.Live.Prometheus;

/// <summary>What one try at the HTTP API came to.</summary>
internal readonly record struct ApiReply
{
    /// <summary>The envelope's data; meaningless where it failed.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The envelope's warnings.</summary>
    public ImmutableArray<string> Warnings { get; init; }

    /// <summary>Why there is no data; nothing where there is.</summary>
    public PrometheusAnswer.Failed? Failure { get; init; }

    /// <summary>Whether another try may do better.</summary>
    public bool IsWorthRetrying { get; init; }

    /// <summary>The wait that the server asks for before another try.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>A failure for good.</summary>
    public static ApiReply Of(PrometheusFailure kind, string reason) => new() { Failure = new PrometheusAnswer.Failed(kind, reason) };

    /// <summary>A failure that may pass.</summary>
    public static ApiReply Passing(PrometheusFailure kind, string reason, TimeSpan? after = null) =>
        new() { Failure = new PrometheusAnswer.Failed(kind, reason), IsWorthRetrying = true, After = after };
}
