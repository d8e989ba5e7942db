namespace Coalmine.Simulation.Worlds;

/// <summary>How requests follow each other.</summary>
public enum ArrivalKind
{
    /// <summary>Independently of each other: a Poisson process, of requests or of bursts.</summary>
    Poisson,

    /// <summary>At a steady pace, as a load generator with a constant rate sends them.</summary>
    Regular,
}
