using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites.Claims;

/// <summary>An expectation of one pair of scenario and policy, with its part of the suite's risk.</summary>
/// <param name="Expectation">What is expected.</param>
/// <param name="File">The file it is written in.</param>
/// <param name="Position">Where.</param>
public sealed record Claim(Expectation Expectation, string File, TextPosition Position)
{
    /// <summary>The probability of a breach while the claim is true: at most so much over all looks together.</summary>
    public required double FalseAlarm { get; init; }

    /// <summary>The probability that it is said to hold while it is false: at most so much over all looks together.</summary>
    public required double FalseHold { get; init; }

    /// <summary>Whether it compares with what was accepted; such a claim is breached or not, and is never established.</summary>
    public bool IsComparison => Expectation.Accepted.Length > 0;

    /// <summary>The share of rollouts that is bounded: the characteristic's own, or that of the rollouts beyond the limit of a quantile.</summary>
    public double ShareLimit => Expectation.Characteristic.IsShare ? Expectation.Limit : 1 - Expectation.Bound.Quantile;
}
