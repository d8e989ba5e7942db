namespace Coalmine.PromQL.Bindings;

/// <summary>A label that tells the arms apart.</summary>
/// <param name="Name">The label.</param>
/// <param name="Baseline">Its value on the baseline's series.</param>
/// <param name="Canary">Its value on the canary's series.</param>
public sealed record ArmLabel(string Name, string Baseline, string Canary);
