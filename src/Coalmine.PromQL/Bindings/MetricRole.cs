namespace Coalmine.PromQL.Bindings;

/// <summary>What a metric measures.</summary>
public enum MetricRole
{
    /// <summary>Counts requests.</summary>
    Requests,

    /// <summary>Counts requests by how long they took: a classic histogram.</summary>
    Latency,

    /// <summary>A gauge of a model's quality: right answers among the last labelled ones.</summary>
    Quality,

    /// <summary>Counts requests that led to what the business wants.</summary>
    Conversions,

    /// <summary>A gauge of a container's memory, in bytes.</summary>
    Memory,
}
