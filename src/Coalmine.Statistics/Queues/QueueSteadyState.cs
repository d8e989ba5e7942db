using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Queues;

/// <summary>Steady state of a queue; all times in the unit of the rates. An overloaded queue (load of 1 or more) has infinite ones.</summary>
/// <remarks>Guarantee: closed forms in steady state, first come first served. Assumes Poisson arrivals and independent service times. Source: Pollaczek 1930,
/// Khinchine 1932; Little 1961.</remarks>
/// <param name="Load">Utilisation ρ of the servers.</param>
/// <param name="WaitingTime">Mean time before service.</param>
/// <param name="SojournTime">Mean time in the system.</param>
/// <param name="ArrivalRate">Arrivals per unit of time.</param>
public readonly record struct QueueSteadyState(double Load, double WaitingTime, double SojournTime, double ArrivalRate)
{
    /// <summary>Mean number waiting (Little's law).</summary>
    public double Waiting => ArrivalRate * WaitingTime;

    /// <summary>Mean number in the system.</summary>
    public double Present => ArrivalRate * SojournTime;

    /// <summary>One server, exponential times (M/M/1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, or the service rate 0.</exception>
    public static QueueSteadyState OneServer(double arrivalRate, double serviceRate)
    {
        Domain.Nonnegative(arrivalRate);
        Domain.Positive(serviceRate);
        double load = arrivalRate / serviceRate;
        double sojourn = load < 1 ? 1 / (serviceRate - arrivalRate) : double.PositiveInfinity;
        return new QueueSteadyState(load, load < 1 ? load * sojourn : double.PositiveInfinity, sojourn, arrivalRate);
    }

    /// <summary>Several servers, exponential times (M/M/c).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, the service rate 0, or there are no servers.</exception>
    public static QueueSteadyState ManyServers(double arrivalRate, double serviceRate, int servers)
    {
        Domain.Nonnegative(arrivalRate);
        Domain.Positive(serviceRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        double load = arrivalRate / (servers * serviceRate);
        double waiting = load < 1 ? Erlang.Waits(arrivalRate / serviceRate, servers) / ((servers * serviceRate) - arrivalRate) : double.PositiveInfinity;
        return new QueueSteadyState(load, waiting, waiting + (1 / serviceRate), arrivalRate);
    }

    /// <summary>One server, any service times with their first two moments (M/G/1, Pollaczek and Khinchine).</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or not finite.</exception>
    public static QueueSteadyState AnyService(double arrivalRate, double meanService, double meanSquareService)
    {
        Domain.Nonnegative(arrivalRate);
        Domain.Nonnegative(meanService);
        Domain.Nonnegative(meanSquareService);
        double load = arrivalRate * meanService;
        double waiting = load < 1 ? arrivalRate * meanSquareService / (2 * (1 - load)) : double.PositiveInfinity;
        return new QueueSteadyState(load, waiting, waiting + meanService, arrivalRate);
    }

    /// <summary>The quantile of the exponential sojourn time of one server with exponential times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not in (0, 1).</exception>
    public double SojournQuantileOneServer(double quantile)
    {
        Domain.Level(quantile);
        return -Functions.Logarithms.OnePlus(-quantile) * SojournTime;
    }
}
