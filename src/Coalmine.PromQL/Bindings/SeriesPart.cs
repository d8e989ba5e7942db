namespace Coalmine.PromQL.Bindings;

/// <summary>Which part of a metric a series is.</summary>
public enum SeriesPart
{
    /// <summary>The value of a counter or a gauge.</summary>
    Value,

    /// <summary>A bucket of a histogram, up to its <c>le</c>.</summary>
    Bucket,

    /// <summary>The sum of a histogram's observations.</summary>
    Sum,

    /// <summary>The number of a histogram's observations.</summary>
    Count,
}
