using System.Collections.Immutable;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Which series count one kind of event. The metric with its conditions is the family that is asked for, whole; the members are told apart here, so that a
/// family
/// that was scraped without a member (no error yet) counts none, and is not missing.
/// </summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Matchers">Conditions as PromQL writes them between braces, with <c>$arm</c> for the arm's name in the metrics; may be empty.</param>
public sealed record CounterSelector(string Metric, string Matchers)
{
    /// <summary>Conditions of which a series must meet one to be a member, each as PromQL writes them between braces; empty where all are members.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Two labels that must agree on a member (the class and the one that was predicted); empty names where nothing must.</summary>
    public (string First, string Second) Agreeing { get; init; } = ("", "");

    /// <summary>Units of the metric in one of ours: 1000 for milliseconds. Sums and bounds are divided by it.</summary>
    public double UnitsPerOne { get; init; } = 1;

    /// <summary>The label that holds what a counter is counted by: <c>le</c> of buckets, the class of predictions; empty for others.</summary>
    public string IndexLabel { get; init; } = "";

    /// <summary>Whether only some of the family's series are counted, so that none of them is a count of 0.</summary>
    public bool IsPart => !Members.IsEmpty || Agreeing.First.Length > 0;

    /// <summary>The vector selector of the family for an arm.</summary>
    /// <param name="arm">The arm's name in the metrics.</param>
    public string FamilyOf(string arm) => Selector(Metric, Filled(Matchers, arm));

    /// <summary>The vector selectors whose series together are the members, for queries; labels that must agree cannot be said in one.</summary>
    /// <param name="arm">The arm's name in the metrics.</param>
    public ImmutableArray<string> MembersOf(string arm) => Members.IsEmpty
        ? [FamilyOf(arm)]
        : [.. Members.Select(member => Selector(Metric, Filled(Matchers.Length == 0 ? member : $"{Matchers},{member}", arm)))];

    /// <summary>The conditions of one member for an arm, as a selector without a metric's name.</summary>
    internal static string ConditionOf(string member, string arm) => $"{{{Filled(member, arm)}}}";

    private static string Selector(string metric, string matchers) => matchers.Length == 0 ? metric : $"{metric}{{{matchers}}}";

    // It stands within the quotes of a value.
    private static string Filled(string matchers, string arm) => matchers.Replace(
        "$arm", arm.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
}
