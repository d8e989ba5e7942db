using System.Collections.Immutable;

namespace Coalmine.Live.Prometheus;

/// <summary>What a server answered to a query. A closed union. No data is an empty vector or matrix, never a failure.</summary>
public abstract record PrometheusAnswer
{
    private PrometheusAnswer()
    {
    }

    /// <summary>
    /// What the server warns of, in its words. Thanos and Mimir warn of parts that did not answer: a result with warnings may be partial, and is no evidence.
    /// </summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Whether the server vouches for all of it.</summary>
    public bool IsWhole => Warnings.IsEmpty && this is not Failed;

    /// <summary>An instant vector.</summary>
    /// <param name="Series">Its elements with one sample each, in the server's order.</param>
    public sealed record Vector(ImmutableArray<PrometheusSeries> Series) : PrometheusAnswer;

    /// <summary>A range vector, or the answer to a range query.</summary>
    /// <param name="Series">Its series, in the server's order.</param>
    public sealed record Matrix(ImmutableArray<PrometheusSeries> Series) : PrometheusAnswer;

    /// <summary>A number without labels.</summary>
    /// <param name="Sample">The number and its time.</param>
    public sealed record Scalar(PrometheusSample Sample) : PrometheusAnswer;

    /// <summary>A text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : PrometheusAnswer;

    /// <summary>No answer.</summary>
    /// <param name="Kind">Why.</param>
    /// <param name="Reason">The same in words for people, the server's own where it has any. Never a credential.</param>
    public sealed record Failed(PrometheusFailure Kind, string Reason) : PrometheusAnswer;
}
