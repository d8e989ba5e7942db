namespace Coalmine.Simulation.Engines;

/// <summary>How a world is brought forward.</summary>
public enum EngineKind
{
    /// <summary>Counts of the time between two scrapes are drawn at once; the cost does not depend on the request rate.</summary>
    Binned,

    /// <summary>Every request is an event.</summary>
    Request,
}
