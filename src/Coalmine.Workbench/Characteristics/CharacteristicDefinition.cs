namespace Coalmine.Workbench.Characteristics;

/// <summary>What an operating characteristic means.</summary>
/// <param name="Id">The name that files use; never changes its meaning.</param>
/// <param name="Name">A short name for people.</param>
/// <param name="Unit">The unit of estimate and interval.</param>
/// <param name="Legend">One sentence on what is measured and over which rollouts.</param>
public sealed record CharacteristicDefinition(string Id, string Name, CharacteristicUnit Unit, string Legend);
