using System.Collections.Immutable;

namespace Coalmine.Workbench.Suites;

/// <summary>From which side an expectation bounds what.</summary>
/// <param name="Word">The key that says so.</param>
/// <param name="Quantile">The quantile that is bounded, from 0 to 1; NaN for the characteristic itself, which is then a share.</param>
/// <param name="IsUpper">Whether it must be at most the limit; else at least.</param>
public sealed record ExpectationBound(string Word, double Quantile, bool IsUpper)
{
    /// <summary>Every bound there is.</summary>
    public static ImmutableArray<ExpectationBound> All { get; } =
    [
        new("atMost", double.NaN, true), new("atLeast", double.NaN, false),
        new("medianAtMost", 0.5, true), new("medianAtLeast", 0.5, false),
        new("p90AtMost", 0.9, true), new("p90AtLeast", 0.9, false),
        new("p95AtMost", 0.95, true), new("p95AtLeast", 0.95, false),
        new("p99AtMost", 0.99, true), new("p99AtLeast", 0.99, false),
    ];

    /// <summary>Whether a quantile is bounded.</summary>
    public bool IsOfQuantile => !double.IsNaN(Quantile);

    /// <summary>The bound of a quantile.</summary>
    /// <param name="quantile">One of 0.5, 0.9, 0.95 and 0.99.</param>
    /// <param name="isUpper">Whether from above.</param>
    public static ExpectationBound Of(double quantile, bool isUpper) => All.First(each => each.Quantile == quantile && each.IsUpper == isUpper);
}
