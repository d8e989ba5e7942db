namespace Coalmine.Workbench.Explanations.Bindings;

/// <summary>A query before it is compiled.</summary>
/// <param name="Check">The check that asks it.</param>
/// <param name="Text">The query.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct QueryText(string Check, string Text, Policies.QueryPlace Place);
