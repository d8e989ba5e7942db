using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Binned;

/// <summary>Revenue of one arm's conversions; faults do not change it.</summary>
internal sealed class RevenueLaw
{
    private RevenueLaw(LogNormalLaw single, BucketLaw buckets)
    {
        Single = single;
        Buckets = buckets;
    }

    /// <summary>Revenue of one conversion.</summary>
    public LogNormalLaw Single { get; }

    /// <summary>The same over the telemetry's revenue buckets.</summary>
    public BucketLaw Buckets { get; }

    /// <summary>Prepares a distribution; a mean of 0 gives conversions that bring a trifle (10^-300), since no revenue is measured then.</summary>
    public static RevenueLaw Of(RevenueDistribution revenue, IReadOnlyList<double> bounds)
    {
        LogNormalLaw single = LogNormalLaw.FromMean(Math.Max(revenue.Mean, 1e-300), revenue.Variation);
        double[] probabilities = new double[bounds.Count + 1];
        double[] first = new double[bounds.Count + 1];
        double[] second = new double[bounds.Count + 1];
        (double above, double firstBelow, double secondBelow) = (1, 0, 0);
        for (int bucket = 0; bucket <= bounds.Count; bucket++)
        {
            double bound = bucket < bounds.Count ? bounds[bucket] : double.PositiveInfinity;
            double aboveNext = bucket < bounds.Count ? single.Above(bound) : 0;
            (double firstNext, double secondNext) = (single.MomentUpTo(bound, 1), single.MomentUpTo(bound, 2));
            (probabilities[bucket], first[bucket], second[bucket]) = (above - aboveNext, firstNext - firstBelow, secondNext - secondBelow);
            (above, firstBelow, secondBelow) = (aboveNext, firstNext, secondNext);
        }

        return new RevenueLaw(single, BucketLaw.Of(probabilities, first, second));
    }
}
