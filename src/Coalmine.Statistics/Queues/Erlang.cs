namespace Coalmine.Statistics.Queues;

/// <summary>Erlang's formulas, by the recursion without factorials.</summary>
/// <remarks>Guarantee: closed forms in steady state. Assumes Poisson arrivals; B holds for any service times (Sevastyanov 1957), C for exponential ones.
/// O(servers). Source: Erlang 1917.</remarks>
public static class Erlang
{
    /// <summary>B: the probability that an arrival finds all servers busy and is lost, at an offered load a.</summary>
    public static double Blocks(double offered, int servers)
    {
        double blocked = 1;
        for (int k = 1; k <= servers; k++)
            blocked = offered * blocked / (k + (offered * blocked));
        return blocked;
    }

    /// <summary>C: the probability that an arrival waits; 1 when overloaded.</summary>
    public static double Waits(double offered, int servers)
    {
        double load = offered / servers;
        double blocked = Blocks(offered, servers);
        return load >= 1 ? 1 : blocked / (1 - (load * (1 - blocked)));
    }

    /// <summary>The quantile of the waiting time with several servers: max(0, ln(C/(1 - q))/(cμ - λ)).</summary>
    public static double WaitingQuantile(double arrivalRate, double serviceRate, int servers, double quantile) =>
        Math.Max(0, Math.Log(Waits(arrivalRate / serviceRate, servers) / (1 - quantile)) / ((servers * serviceRate) - arrivalRate));
}
