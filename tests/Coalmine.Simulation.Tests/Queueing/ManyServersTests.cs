using Coalmine.Statistics.Queues;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>Several servers, with and without room to wait, against Erlang's formulas with a mean service of 1.</summary>
public class ManyServersTests
{
    // Table values from Erlang's formula C; they agree with a recursion of 6 to 60 million customers done independently.
    [Theory]
    [InlineData(2, 1.8, 0.85263, 4.26316)]
    [InlineData(5, 4, 0.55411, 0.55411)]
    [InlineData(10, 9, 0.66873, 0.66873)]
    public void ExponentialTimes_Servers_HaveTheExactShareThatWaitsAndWait(int servers, double offered, double waited, double wait)
    {
        QueueSteadyState exact = QueueSteadyState.ManyServers(offered, 1, servers);
        Assert.Equal(waited, Erlang.Waits(offered, servers), 5e-6);
        Assert.Equal(wait, exact.WaitingTime, 5e-6);
        Replications replications = new(new QueueSystem(Laws.Exponential(1 / offered), Laws.Exponential(1), servers));
        replications.Agree(exact.WaitingTime, averages => averages.Waiting, 0.15);
        replications.Agree(Erlang.Waits(offered, servers), averages => averages.Waited, 0.05);
        replications.Agree(exact.Present, averages => averages.Present, 0.12);
    }

    // Blocking does not depend on the law of service beyond its mean (insensitivity).
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoRoomToWait_AnyService_HasErlangsLoss(bool logNormal)
    {
        double exact = Erlang.Blocks(9, 10);
        Assert.Equal(0.167963, exact, 5e-7);
        Law service = logNormal ? Laws.LogNormal(1, 0.5) : Laws.Exponential(1);
        Replications replications = new(new QueueSystem(Laws.Exponential(1.0 / 9), service, 10, 10));
        replications.Agree(exact, averages => averages.Refused, 0.02);
        replications.Agree(9 * (1 - exact), averages => averages.Present, 0.01);
    }

    // Simmer's published example: arrivals at 3 and services at 4 an hour, two servers and one place to wait.
    [Fact]
    public void TwoServersOnePlace_ExponentialTimes_BlockAsPublished()
    {
        const double offered = 0.75;
        double full = offered * offered * offered / 4;
        double exact = full / (1 + offered + (offered * offered / 2) + full);
        Assert.Equal(0.049360, exact, 5e-7);
        new Replications(new QueueSystem(Laws.Exponential(1 / offered), Laws.Exponential(1), 2, 3)).Agree(exact, averages => averages.Refused, 0.05);
    }

    // Without a limit on servers those present are Poisson around rate x mean, whatever the law: 1,000 a second, lognormal with median 100 ms and log-sigma 0.5.
    [Fact]
    public void ServersUnlimited_LogNormalService_HasLittlesNumberPresent()
    {
        double exact = 1000 * 0.1 * Math.Exp(0.5 * 0.5 / 2);
        Assert.Equal(113.315, exact, 5e-4);
        QueueSystem queue = new(Laws.Exponential(1 / exact), Laws.LogNormal(1, 0.5), Simulation.Queueing.Station.Unlimited);
        Replications replications = new(queue, 24, 2_000, 30_000);
        replications.Agree(exact, averages => averages.Present, 0.01);
        replications.Agree(1, averages => 1 - averages.Waited, 0);
    }
}
