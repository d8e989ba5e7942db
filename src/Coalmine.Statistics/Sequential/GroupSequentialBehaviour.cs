using System.Collections.Immutable;

namespace Coalmine.Statistics.Sequential;

/// <summary>What a group-sequential design does at one true effect: exact up to quadrature (1e-9).</summary>
/// <param name="Above">For each look the probability that the test stops there at or above its upper bound (for a one-sided test: rejects).</param>
/// <param name="Below">For each look the probability that it stops there at or below its lower bound (gives up); 0 where it has none.</param>
/// <param name="ExpectedInformation">Mean information at the stop, as a fraction of the planned one: times the maximum it is the expected sample size.</param>
public sealed record GroupSequentialBehaviour(ImmutableArray<double> Above, ImmutableArray<double> Below, double ExpectedInformation)
{
    /// <summary>The probability of ever crossing the upper bound: the error at effect 0, the power elsewhere.</summary>
    public double TotalAbove => Above.Sum();

    /// <summary>The probability of ever crossing a lower bound.</summary>
    public double TotalBelow => Below.Sum();
}
