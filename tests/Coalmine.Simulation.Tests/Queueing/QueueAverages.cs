namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>What one replication of a queue gave.</summary>
internal sealed record QueueAverages
{
    /// <summary>Mean time before service of the customers who were let in.</summary>
    public required double Waiting { get; init; }

    /// <summary>Share of those let in who had to wait.</summary>
    public required double Waited { get; init; }

    /// <summary>Share of the arrivals that were turned away.</summary>
    public required double Refused { get; init; }

    /// <summary>Time average of the customers present.</summary>
    public required double Present { get; init; }

    /// <summary>Share of those let in whose sojourn was slow.</summary>
    public required double Slow { get; init; }
}
