namespace Coalmine.Simulation.Worlds;

/// <summary>The requests that reach both arms together.</summary>
/// <param name="RequestsPerSecond">Mean rate; positive.</param>
/// <param name="Users">Distinct users that send them.</param>
/// <param name="BurstSize">
/// Mean number of requests in a burst, at least 1. A burst goes to one arm and one pod and has one fate: one latency class, error or not, right or wrong. Its
/// size is geometric, which gives counts the dispersion 2 x size - 1. With 1 requests come one by one (a Poisson process).
/// </param>
public sealed record Traffic(double RequestsPerSecond, Users Users, double BurstSize = 1)
{
    /// <summary>How the rate moves around its mean.</summary>
    public RateShape Shape { get; init; } = new RateShape.Steady();

    /// <summary>
    /// Share of the requests that the conditions of an A/B test select, above 0 and at most 1: all those of this share of the users. Nothing where nobody said.
    /// </summary>
    public double? Matched { get; init; }

    /// <summary>How requests follow each other.</summary>
    public ArrivalKind Arrivals { get; init; }
}
