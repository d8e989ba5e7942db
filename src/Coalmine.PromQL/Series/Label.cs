namespace Coalmine.PromQL.Series;

/// <summary>One name and value of a series. An empty value means that the label is absent, as in Prometheus.</summary>
/// <param name="Name">The label's name; ordinal comparison.</param>
/// <param name="Value">The label's value.</param>
public readonly record struct Label(string Name, string Value);
