using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Tuning;

/// <summary>A scenario that candidates are tried against.</summary>
/// <param name="Loaded">The scenario.</param>
/// <param name="Weight">How much it counts among those of its truth; above 0.</param>
public sealed record TuningScenario(LoadedScenario Loaded, double Weight)
{
    /// <summary>What its world is, as <see cref="Replications.StudyScenario.Key"/>; empty where that cannot be told.</summary>
    public string Key { get; init; } = "";
}
