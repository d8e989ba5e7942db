namespace Coalmine.PromQL.Rules;

/// <summary>A label of an alerting rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, which may name labels of the element.</param>
public readonly record struct TemplatedLabel(string Name, LabelTemplate Value);
