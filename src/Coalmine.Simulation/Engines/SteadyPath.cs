using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Engines;

/// <summary>Always the same rate.</summary>
/// <param name="requestsPerSecond">The rate.</param>
internal sealed class SteadyPath(double requestsPerSecond) : TrafficPath
{
    /// <inheritdoc/>
    public override double Expected(Moment from, Moment to) => requestsPerSecond * ((to.Nanoseconds - from.Nanoseconds) * Second);

    /// <inheritdoc/>
    public override RatePiece PieceFrom(Moment from, Moment to) => new(to, Expected(from, to));
}
