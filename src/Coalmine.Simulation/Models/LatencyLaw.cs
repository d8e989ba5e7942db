using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>A latency distribution flattened to lognormal parts, ready to be asked under any stretch.</summary>
internal sealed class LatencyLaw
{
    private const double P99 = 0.99;
    private readonly ImmutableArray<(double Share, LogNormalLaw Law)> _parts;

    private LatencyLaw(ImmutableArray<(double Share, LogNormalLaw Law)> parts) => _parts = parts;

    /// <summary>Flattens a distribution.</summary>
    public static LatencyLaw Of(LatencyDistribution distribution)
    {
        ImmutableArray<(double Share, LogNormalLaw Law)>.Builder parts = ImmutableArray.CreateBuilder<(double Share, LogNormalLaw Law)>();
        Collect(distribution, 1, parts);
        return new LatencyLaw(parts.ToImmutable());
    }

    /// <summary>Share of answers that take longer than <paramref name="seconds"/>.</summary>
    public double Above(double seconds, in MomentaryBehaviour behaviour)
    {
        double ordinary = AboveStretched(seconds, behaviour.LatencyFactor);
        if (behaviour.TailShare == 0)
            return ordinary;
        double slow = AboveStretched(seconds, behaviour.LatencyFactor * behaviour.TailFactor);
        return (1 - behaviour.TailShare) * ordinary + behaviour.TailShare * slow;
    }

    /// <summary>E[latency^power; latency at most <paramref name="seconds"/>], for power 1 or 2.</summary>
    public double MomentUpTo(double seconds, int power, in MomentaryBehaviour behaviour)
    {
        double ordinary = MomentStretched(seconds, power, behaviour.LatencyFactor);
        if (behaviour.TailShare == 0)
            return ordinary;
        double slow = MomentStretched(seconds, power, behaviour.LatencyFactor * behaviour.TailFactor);
        return (1 - behaviour.TailShare) * ordinary + behaviour.TailShare * slow;
    }

    /// <summary>
    /// The latency that a share <paramref name="quantile"/> (in (0, 1)) of the answers does not exceed; by bisection in logarithms, to a relative 1e-13.
    /// </summary>
    public double Quantile(double quantile, in MomentaryBehaviour behaviour)
    {
        double low = 1e-9;
        double high = 1e9;
        while (high > low * (1 + 1e-13))
        {
            double middle = Math.Sqrt(low * high);
            if (middle <= low || middle >= high)
                break;
            if (Above(middle, behaviour) > 1 - quantile)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private static void Collect(
        LatencyDistribution distribution, double share, ImmutableArray<(double Share, LogNormalLaw Law)>.Builder parts)
    {
        if (distribution is LatencyDistribution.LogNormal one)
            parts.Add((share, LogNormalLaw.FromQuantiles(one.Median, one.P99, P99)));
        else if (distribution is LatencyDistribution.Mixture mixture)
            foreach (MixturePart part in mixture.Parts)
                Collect(part.Latency, share * part.Share, parts);
    }

    private double AboveStretched(double seconds, double factor)
    {
        double sum = 0;
        foreach ((double share, LogNormalLaw law) in _parts)
            sum += share * law.Above(seconds / factor);
        return sum;
    }

    private double MomentStretched(double seconds, int power, double factor)
    {
        double sum = 0;
        foreach ((double share, LogNormalLaw law) in _parts)
            sum += share * law.MomentUpTo(seconds / factor, power);
        return sum * Math.Pow(factor, power);
    }
}
