using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// How many requests are expected over time in one replication, of both arms together. What the rate owes to chance (the turns of bursty traffic) depends on
/// seed and replication only, so that every policy meets the same. One instance per worker, used for one replication after another without allocation.
/// </summary>
internal abstract class TrafficPath
{
    /// <summary>Nanoseconds to seconds.</summary>
    protected const double Second = 1e-9;

    /// <summary>The path of some traffic.</summary>
    /// <exception cref="ArgumentException">The shape's numbers are outside the ranges that <see cref="RateShape"/> states.</exception>
    public static TrafficPath Of(Traffic traffic) => traffic.Shape switch
    {
        RateShape.Steady => new SteadyPath(traffic.RequestsPerSecond),
        RateShape.Diurnal wave => new DiurnalPath(traffic.RequestsPerSecond, wave),
        RateShape.Bursty bursty => new BurstyPath(traffic.RequestsPerSecond, bursty),
        RateShape.Trace trace => new TracePath(traffic.RequestsPerSecond, trace),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A new replication begins.</summary>
    /// <param name="replication">The key below which all its streams lie.</param>
    public virtual void Start(StreamKey replication)
    {
    }

    /// <summary>The expected requests between two moments, the first of them not after the second: the integral of the rate.</summary>
    public abstract double Expected(Moment from, Moment to);

    /// <summary>
    /// A stretch of constant rate that begins at one moment and ends by another, later one. A day's wave is taken as constant over at most a minute, at its
    /// mean there: the expected requests of pieces add up to <see cref="Expected"/> all the same.
    /// </summary>
    public abstract RatePiece PieceFrom(Moment from, Moment to);

    /// <summary>Refuses a number outside its range.</summary>
    protected static void Require(bool holds, string sentence)
    {
        if (!holds)
            throw new ArgumentException(sentence);
    }
}
