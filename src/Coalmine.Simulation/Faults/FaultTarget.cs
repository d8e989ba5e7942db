namespace Coalmine.Simulation.Faults;

/// <summary>Whom a fault hits.</summary>
public enum FaultTarget
{
    /// <summary>The canary only.</summary>
    Canary,

    /// <summary>The baseline only.</summary>
    Baseline,

    /// <summary>Both arms alike: nothing that a comparison may hold against the canary.</summary>
    Both,
}
