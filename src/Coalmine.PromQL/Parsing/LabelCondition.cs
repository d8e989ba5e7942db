namespace Coalmine.PromQL.Parsing;

/// <summary>What is written about one label in a selector.</summary>
internal readonly record struct LabelCondition(string Name, MatchOperator Comparison, string Value);
