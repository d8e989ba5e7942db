using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Queues;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>
/// One server, against closed forms with a mean service of 1. Table values: Kleinrock, Queueing Systems I (1975), formulas of Pollaczek and Khinchine
/// (section 5.6) and the root of the transform equation for G/M/1 (section 6.4).
/// </summary>
public class SingleServerTests
{
    [Theory]
    [InlineData(0.5, 1, 0.03)]
    [InlineData(0.8, 4, 0.06)]
    [InlineData(0.9, 9, 0.12)]
    public void ExponentialTimes_Load_HasTheExactWaitNumberAndTail(double load, double wait, double width)
    {
        QueueSteadyState exact = QueueSteadyState.OneServer(load, 1);
        Assert.Equal(wait, exact.WaitingTime, 9);
        QueueSystem queue = new(Laws.Exponential(1 / load), Laws.Exponential(1), 1) { SlowFrom = exact.SojournQuantileOneServer(0.95) };
        Replications replications = new(queue);
        replications.Agree(wait, averages => averages.Waiting, width);
        replications.Agree(load, averages => averages.Waited, width);
        replications.Agree(exact.Present, averages => averages.Present, width);

        // The sojourn is exponential; its p95 at a load of 0.9 is 29.957.
        replications.Agree(0.05, averages => averages.Slow, 3 * width);
    }

    // Daley (1968): n var(mean wait) tends to load (2 + 5 load - 4 load^2 + load^3) / (1 - load)^4. At a load of 0.5 a replication of 20,000 customers is
    // long enough for the limit and for a normal mean, so that the sample variance of 200 is chi-square: two-sided, false-alarm probability 0.001.
    [Fact]
    public void ExponentialTimes_VarianceOfTheMeanWait_IsDaleys()
    {
        const double load = 0.5;
        double exact = load * (2 + (5 * load) - (4 * load * load) + (load * load * load)) / Math.Pow(1 - load, 4);
        Replications replications = new(new QueueSystem(Laws.Exponential(1 / load), Laws.Exponential(1), 1), 200, 500, 20_000);
        double upper = ChiSquareDistribution.Upper(199 * replications.VarianceConstant(20_000) / exact, 199);
        Assert.InRange(upper, 0.0005, 0.9995);
    }

    [Fact]
    public void DaleysConstant_LoadOfNineTenths_IsThatOfTheTable()
    {
        const double load = 0.9;
        Assert.Equal(35_901, load * (2 + (5 * load) - (4 * load * load) + (load * load * load)) / Math.Pow(1 - load, 4), 0.5);
    }

    [Theory]
    [InlineData("fixed", 0.9, 0, 4.5)]
    [InlineData("Erlang 2", 0.9, 0.5, 6.75)]
    [InlineData("lognormal", 0.9, 0.28403, 5.7781)]
    [InlineData("hyperexponential", 0.8, 4, 10)]
    public void AnyService_PoissonArrivals_HasTheWaitOfPollaczekAndKhinchine(string law, double load, double squaredVariation, double table)
    {
        Law service = law switch
        {
            "fixed" => Laws.Fixed(1),
            "Erlang 2" => Laws.Erlang2(1),
            "lognormal" => Laws.LogNormal(1, 0.5),
            _ => Laws.Hyperexponential(1, squaredVariation),
        };
        QueueSteadyState exact = QueueSteadyState.AnyService(load, 1, 1 + squaredVariation);
        Assert.Equal(table, exact.WaitingTime, 5e-5);
        Replications replications = new(new QueueSystem(Laws.Exponential(1 / load), service, 1));
        replications.Agree(exact.WaitingTime, averages => averages.Waiting, 0.15);
        replications.Agree(load, averages => averages.Waited, 0.02);
        replications.Agree(exact.Present, averages => averages.Present, 0.15);
    }

    // Those who arrive find the server busy with probability s, the root of s = E exp(-(1 - s) gap); the wait is s / (1 - s).
    [Theory]
    [InlineData(false, 4.1787)]
    [InlineData(true, 6.5883)]
    public void ExponentialService_RegularArrivals_HasTheWaitOfTheTransformRoot(bool erlang, double table)
    {
        const double gap = 1 / 0.9;
        double root = 0.5;
        for (int i = 0; i < 1000; i++)
            root = erlang ? Math.Pow(1 + (gap / 2 * (1 - root)), -2) : Math.Exp(-gap * (1 - root));
        double exact = root / (1 - root);
        Assert.Equal(table, exact, 5e-5);
        Replications replications = new(new QueueSystem(erlang ? Laws.Erlang2(gap) : Laws.Fixed(gap), Laws.Exponential(1), 1));
        replications.Agree(exact, averages => averages.Waiting, 0.12);
        replications.Agree(root, averages => averages.Waited, 0.02);
    }

    // Marshall (1968): the mean wait falls short of Kingman's bound by at most (1 + load) / 2 gaps when the gaps have an increasing failure rate, as Erlang's have.
    [Fact]
    public void Erlang2GapsAndServices_Wait_LiesBetweenMarshallsAndKingmansBounds()
    {
        const double load = 0.9;
        double kingman = load * (0.5 / (load * load) + 0.5) / (2 * (1 - load));
        Assert.Equal(5.0278, kingman, 5e-5);
        QueueSystem queue = new(Laws.Erlang2(1 / load), Laws.Erlang2(1), 1);
        double mean = 0;
        for (int i = 0; i < 20; i++)
            mean += queue.Run(Statistics.Random.StreamKey.Root(2026).With(i), 5_000, 50_000).Waiting / 20;

        // The standard deviation of this mean is below 0.1, and the mean by an independent recursion, 4.352, lies 0.38 and 0.68 within the bounds.
        Assert.InRange(mean, kingman - ((1 + load) / (2 * load)), kingman);
    }

    // One server, ten in the system: the chance of n present is proportional to load^n.
    [Fact]
    public void LimitedRoom_ExponentialTimes_HasTheExactBlockingAndNumber()
    {
        double[] weights = [.. Enumerable.Range(0, 11).Select(n => Math.Pow(0.9, n))];
        double blocking = weights[10] / weights.Sum();
        double present = weights.Select((weight, n) => n * weight).Sum() / weights.Sum();
        Assert.Equal(0.050814, blocking, 5e-7);
        Assert.Equal(3.96944, present, 5e-6);
        Replications replications = new(new QueueSystem(Laws.Exponential(1 / 0.9), Laws.Exponential(1), 1, 10));
        replications.Agree(blocking, averages => averages.Refused, 0.05);
        replications.Agree(present, averages => averages.Present, 0.05);
        replications.Agree((present / (0.9 * (1 - blocking))) - 1, averages => averages.Waiting, 0.05);
    }
}
