namespace Coalmine.PromQL.Evaluation;

/// <summary>What an evaluation yielded.</summary>
public enum ResultKind
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>Any number of elements; none means no data.</summary>
    Vector,

    /// <summary>An execution error, which Prometheus answers with status 422.</summary>
    Failed,

    /// <summary>Any number of series with their samples over a range.</summary>
    Range,

    /// <summary>A text.</summary>
    Text,
}
