using Coalmine.Statistics.Comparisons;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// A rate whose units are clusters (users, pods, windows): the delta method (Deng, Knoblich and Lu 2018). Needs 20 to 30 clusters. Guarantee: asymptotic.
/// </summary>
/// <param name="Events">All events.</param>
/// <param name="Requests">All requests.</param>
/// <param name="Variance">Variance of the rate, Σ(x - R·n)²/((k - 1)·k·n̄²).</param>
public readonly record struct ClusterRatio(double Events, double Requests, double Variance)
{
    /// <summary>The rate R.</summary>
    public double Rate => Events / Requests;

    /// <summary>n·var(R)/(R(1 - R)): the divisor of this arm's counts (Rao and Scott 1992), not floored at 1; NaN at a rate of 0 or 1.</summary>
    public double DesignEffect => Requests * Variance / (Rate * (1 - Rate));

    /// <summary>The rate of at least two clusters.</summary>
    public static ClusterRatio Of(ReadOnlySpan<ClusterCount> clusters)
    {
        double events = 0, requests = 0, squares = 0;
        foreach ((double x, double n) in clusters)
        {
            events += x;
            requests += n;
        }

        foreach ((double x, double n) in clusters)
            squares += Math.Pow(x - (events / requests * n), 2);
        double k = clusters.Length;
        return new ClusterRatio(events, requests, squares * k / ((k - 1) * requests * requests));
    }

    /// <summary>z of the difference of two independent rates by the delta method; 0 where the variance is 0.</summary>
    public static ZTest Difference(in ClusterRatio canary, in ClusterRatio baseline)
    {
        double variance = canary.Variance + baseline.Variance;
        return new ZTest(variance > 0 ? (canary.Rate - baseline.Rate) / Math.Sqrt(variance) : 0);
    }

    /// <summary>The pooled z test on counts divided by each arm's design effect.</summary>
    public static ZTest RaoScott(in ClusterRatio canary, in ClusterRatio baseline) => TwoProportions.Pooled(
        canary.Events / canary.DesignEffect,
        canary.Requests / canary.DesignEffect,
        baseline.Events / baseline.DesignEffect,
        baseline.Requests / baseline.DesignEffect);
}
