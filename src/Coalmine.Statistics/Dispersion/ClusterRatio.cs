using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// A rate whose units are clusters (users, pods, windows): the delta method (Deng, Knoblich and Lu 2018). Needs 20 to 30 clusters. Guarantee: asymptotic.
/// </summary>
/// <remarks>Null of the tests: both rates are equal. Assumes independent clusters. Direction: positive means that the canary's rate is higher. One planned
/// look. O(clusters).</remarks>
/// <param name="Events">All events.</param>
/// <param name="Requests">All requests.</param>
/// <param name="Variance">Variance of the rate, Σ(x - R·n)²/((k - 1)·k·n̄²).</param>
public readonly record struct ClusterRatio(double Events, double Requests, double Variance)
{
    /// <summary>The rate R; 0 without requests.</summary>
    public double Rate => Requests > 0 ? Events / Requests : 0;

    /// <summary>
    /// n·var(R)/(R(1 - R)): the divisor of this arm's counts (Rao and Scott 1992), not floored at 1; 1 at a rate of 0 or 1, where none shows.
    /// </summary>
    public double DesignEffect => Rate is > 0 and < 1 ? Requests * Variance / (Rate * (1 - Rate)) : 1;

    /// <summary>The rate of at least two clusters with a request.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two clusters, no request, or events that do not lie between 0 and the requests.</exception>
    public static ClusterRatio Of(ReadOnlySpan<ClusterCount> clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters.Length, 2, nameof(clusters));
        Domain.Clusters(clusters);
        double events = 0, requests = 0, squares = 0;
        foreach ((double x, double n) in clusters)
        {
            events += x;
            requests += n;
        }

        foreach ((double x, double n) in clusters)
            squares += Math.Pow(x - (events / requests * n), 2);
        Domain.Trials(requests, nameof(clusters));
        double k = clusters.Length;
        return new ClusterRatio(events, requests, squares * k / ((k - 1) * requests * requests));
    }

    /// <summary>z of the difference of two independent rates by the delta method; 0 where the variance is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Impossible counts, or a variance that is negative or not finite.</exception>
    public static ZTest Difference(in ClusterRatio canary, in ClusterRatio baseline)
    {
        canary.Check(nameof(canary));
        baseline.Check(nameof(baseline));
        double variance = canary.Variance + baseline.Variance;
        return new ZTest(variance > 0 ? (canary.Rate - baseline.Rate) / Math.Sqrt(variance) : 0);
    }

    /// <summary>
    /// The same difference with Student's t in place of z, for fewer than 20 to 30 clusters: k₁ + k₂ - 2 degrees of freedom from the arms' numbers of
    /// clusters. Gives T = 0 where the variance is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An arm without clusters, fewer than three together, or impossible counts.</exception>
    public static WelchT DifferenceOfFewClusters(in ClusterRatio canary, int canaryClusters, in ClusterRatio baseline, int baselineClusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(canaryClusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(baselineClusters, 1);
        long degrees = (long)canaryClusters + baselineClusters - 2;
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1, nameof(baselineClusters));
        return new WelchT(Difference(canary, baseline).Z, degrees, Math.Sqrt(canary.Variance + baseline.Variance));
    }

    /// <summary>
    /// The pooled z test on counts divided by each arm's design effect (Rao and Scott 1992). An effect of 0 (clusters that agree exactly) would make counts
    /// infinite: such an arm's counts are left as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Impossible counts, or a variance that is negative or not finite.</exception>
    public static ZTest RaoScott(in ClusterRatio canary, in ClusterRatio baseline)
    {
        canary.Check(nameof(canary));
        baseline.Check(nameof(baseline));
        double d1 = canary.DesignEffect > 0 ? canary.DesignEffect : 1, d2 = baseline.DesignEffect > 0 ? baseline.DesignEffect : 1;
        return TwoProportions.Pooled(canary.Events / d1, canary.Requests / d1, baseline.Events / d2, baseline.Requests / d2);
    }

    private void Check(string name)
    {
        Domain.EventsOfSome(Events, Requests, name);
        Domain.Nonnegative(Variance, name);
    }
}
