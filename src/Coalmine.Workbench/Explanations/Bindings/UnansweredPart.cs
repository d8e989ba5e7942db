using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Explanations.Bindings;

/// <summary>A part of a query that nothing in a simulated world can answer.</summary>
/// <param name="Place">Where it stands in the file.</param>
/// <param name="Why">What was read, and why nothing answers.</param>
public readonly record struct UnansweredPart(TextPosition Place, string Why);
