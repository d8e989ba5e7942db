namespace Coalmine.PromQL.Parsing;

/// <summary>Which Prometheus a query is meant for. The two differ on purpose in edges of ranges, extrapolation, patterns and summation.</summary>
public enum PromQLMode
{
    /// <summary>
    /// Prometheus 2.42: ranges and lookback closed on the left, the clamp at zero before the threshold in <c>rate</c>, <c>.</c> not matching a newline,
    /// plain sums, <c>holt_winters</c>.
    /// </summary>
    V2,

    /// <summary>
    /// Prometheus 3.14 without feature flags: ranges and lookback open on the left, the threshold before the clamp, <c>.</c> matching any character,
    /// compensated sums, numbers and durations interchangeable, quoted names.
    /// </summary>
    V3,
}
