namespace Coalmine.Workbench.Tuning.Files;

/// <summary>A scenario's file with what it counts.</summary>
/// <param name="Path">The file.</param>
/// <param name="Weight">How much it counts among those of its truth; above 0.</param>
public sealed record WeightedScenario(string Path, double Weight);
