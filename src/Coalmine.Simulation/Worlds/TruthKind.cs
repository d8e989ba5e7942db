namespace Coalmine.Simulation.Worlds;

/// <summary>What is true of a world, against its tolerance.</summary>
public enum TruthKind
{
    /// <summary>No effect for the worse.</summary>
    Healthy,

    /// <summary>An effect, but less than 1.5 times the tolerance.</summary>
    Indifferent,

    /// <summary>Some effect is at least 1.5 times the tolerance.</summary>
    Regressed,
}
