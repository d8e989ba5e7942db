namespace Coalmine.Simulation.Worlds;

/// <summary>Who tries again.</summary>
public enum RetryLayer
{
    /// <summary>The client, in front of everything that is measured: every attempt counts as a request of its own.</summary>
    Client,

    /// <summary>
    /// A mesh or gateway behind the point of measurement: one request counts once, with its last answer and the time of all its attempts. Errors hide there.
    /// </summary>
    Mesh,
}
