namespace Coalmine.Manifests.Diagnostics;

/// <summary>What a diagnostic says, before it has a place.</summary>
/// <param name="Id">Stable identity, such as <c>CM1101</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">What was read, what is allowed, and what to do.</param>
public readonly record struct Message(string Id, Severity Severity, string Text);
