using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Queues;

/// <summary>Erlang's formulas, by the recursion without factorials.</summary>
/// <remarks>Guarantee: closed forms in steady state. Assumes Poisson arrivals; B holds for any service times (Sevastyanov 1957), C for exponential ones.
/// O(servers). Source: Erlang 1917.</remarks>
public static class Erlang
{
    /// <summary>B: the probability that an arrival finds all servers busy and is lost, at an offered load a.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The load is negative or not finite, or the servers are negative.</exception>
    public static double Blocks(double offered, int servers)
    {
        Domain.Nonnegative(offered);
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        double blocked = 1;
        for (int k = 1; k <= servers; k++)
            blocked = offered * blocked / (k + (offered * blocked));
        return blocked;
    }

    /// <summary>C: the probability that an arrival waits; 1 when overloaded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The load is negative or not finite, or there are no servers.</exception>
    public static double Waits(double offered, int servers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        double load = offered / servers;
        double blocked = Blocks(offered, servers);
        return load >= 1 ? 1 : blocked / (1 - (load * (1 - blocked)));
    }

    /// <summary>The quantile of the waiting time with several servers: max(0, ln(C/(1 - q))/(cμ - λ)); +∞ when overloaded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, there are no servers, or the quantile is not in [0, 1].</exception>
    public static double WaitingQuantile(double arrivalRate, double serviceRate, int servers, double quantile)
    {
        Domain.Nonnegative(arrivalRate);
        Domain.Positive(serviceRate);
        Domain.Probability(quantile);
        if (arrivalRate >= servers * serviceRate || quantile == 1)
            return double.PositiveInfinity;
        return Math.Max(0, Math.Log(Waits(arrivalRate / serviceRate, servers) / (1 - quantile)) / ((servers * serviceRate) - arrivalRate));
    }
}
