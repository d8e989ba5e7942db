namespace Coalmine.PromQL.Parsing;

/// <summary>What a selector does at the ends of its range (PROM-52; 3.x behind the flag <c>promql-extended-range-selectors</c>).</summary>
public enum RangeEdge
{
    /// <summary>The samples within the range, and nothing beside it.</summary>
    Plain,

    /// <summary><c>anchored</c>: also the last sample before the range, from which it counts.</summary>
    Anchored,

    /// <summary><c>smoothed</c>: values between the samples around each end, on the line between them.</summary>
    Smoothed,
}
