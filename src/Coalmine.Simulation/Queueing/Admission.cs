namespace Coalmine.Simulation.Queueing;

/// <summary>What becomes of a customer who arrives at a station.</summary>
public enum Admission
{
    /// <summary>A server was free: service begins now.</summary>
    Starts,

    /// <summary>All servers are busy, the customer waits in line.</summary>
    Waits,

    /// <summary>The station is full, the customer is turned away.</summary>
    Refused,
}
