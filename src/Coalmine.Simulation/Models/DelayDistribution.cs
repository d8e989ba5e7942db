namespace Coalmine.Simulation.Models;

/// <summary>A distribution of delays, in seconds. Closed: the nested records are all there are.</summary>
public abstract record DelayDistribution
{
    private DelayDistribution()
    {
    }

    /// <summary>Always the same delay.</summary>
    /// <param name="Seconds">The delay; at least 0.</param>
    public sealed record Fixed(double Seconds) : DelayDistribution;

    /// <summary>Lognormal, given by two quantiles.</summary>
    /// <param name="Median">Median in seconds; positive.</param>
    /// <param name="P95">95th percentile in seconds; above the median.</param>
    public sealed record LogNormal(double Median, double P95) : DelayDistribution;
}
