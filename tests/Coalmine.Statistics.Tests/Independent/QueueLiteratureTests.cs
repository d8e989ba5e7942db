using Coalmine.Statistics.Queues;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Queues against printed Erlang tables and sums in mpmath 1.2.1.</summary>
[Trait("Category", "Independent")]
public sealed class QueueLiteratureTests
{
    [Theory]
    // The usual Erlang B table (for instance Kleinrock 1975, or ITU-T handbooks): offered load at 1 % blocking, four digits.
    [InlineData(0.0101, 1, 0.01)]
    [InlineData(0.1526, 2, 0.01)]
    [InlineData(1.361, 5, 0.01)]
    [InlineData(4.461, 10, 0.01)]
    [InlineData(12.03, 20, 0.01)]
    [InlineData(37.9, 50, 0.01)]
    [InlineData(84.06, 100, 0.01)]
    public void Blocks_TabulatedLoad_IsOnePercent(double offered, int servers, double blocking) =>
        Assert.Equal(blocking, Erlang.Blocks(offered, servers), 1e-5);

    [Theory]
    // a^c/c! over its sum, and C = B/(1 - rho(1 - B)).
    [InlineData(2, 3, 0.21052631578947367, 0.4444444444444444)]
    [InlineData(4.461, 10, 0.009997786687902766, 0.01790562802054095)]
    [InlineData(12.03, 20, 0.009995867913066085, 0.02471089905387272)]
    [InlineData(84.06, 100, 0.009991702588026485, 0.0595456533575544)]
    [InlineData(0.5, 1, 0.3333333333333333, 0.5)]
    [InlineData(950, 1000, 0.0036492936889424097, 0.06825341537714143)]
    [InlineData(20, 10, 0.5379631686320729, 1)]
    [InlineData(0.001, 5, 8.325004165278126e-18, 8.326669499177962e-18)]
    public void Erlang_AnyLoad_IsTheSum(double offered, int servers, double blocks, double waits)
    {
        Digits.Agree(blocks, Erlang.Blocks(offered, servers), 1e-12);
        Digits.Agree(waits, Erlang.Waits(offered, servers), 1e-11);
    }

    [Theory]
    // Gross and Harris 1998, section 2.3; last the 95 % quantile of the waiting time.
    [InlineData(3, 2, 2, 0.75, 0.6428571428571429, 1.1428571428571428, 1.9285714285714286, 3.4285714285714284, 2.5538995212749516)]
    [InlineData(8, 10, 1, 0.8, 0.4, 0.5, 3.2, 4, 1.3862943611198906)]
    [InlineData(45, 5, 10, 0.9, 0.1337463048215394, 0.3337463048215394, 6.018583716969273, 15.018583716969273, 0.5186719329795829)]
    [InlineData(190, 10, 20, 0.95, 0.07554012320910865, 0.17554012320910864, 14.352623409730642, 33.35262340973064, 0.27152260358934743)]
    public void ManyServers_SteadyState_IsTheTextbooks(
        double arrivals, double service, int servers, double load, double waiting, double sojourn, double queue, double present, double quantile)
    {
        QueueSteadyState got = QueueSteadyState.ManyServers(arrivals, service, servers);
        Digits.Agree(load, got.Load, 1e-13);
        Digits.Agree(waiting, got.WaitingTime, 1e-11);
        Digits.Agree(sojourn, got.SojournTime, 1e-11);
        Digits.Agree(queue, got.Waiting, 1e-11);
        Digits.Agree(present, got.Present, 1e-11);
        Digits.Agree(quantile, Erlang.WaitingQuantile(arrivals, service, servers, 0.95), 1e-10);
    }

    [Fact]
    public void OneServer_DeterministicService_WaitsHalfAsLong()
    {
        // Pollaczek and Khinchine: at load 0.8 and unit service M/M/1 waits 4 and M/D/1 waits 2; the exponential sojourn has mean 5.
        Digits.Agree(4, QueueSteadyState.OneServer(0.8, 1).WaitingTime, 1e-13);
        Digits.Agree(2, QueueSteadyState.AnyService(0.8, 1, 1).WaitingTime, 1e-13);
        Digits.Agree(4, QueueSteadyState.AnyService(0.8, 1, 2).WaitingTime, 1e-13);
        Digits.Agree(14.978661367769955, QueueSteadyState.OneServer(0.8, 1).SojournQuantileOneServer(0.95), 1e-12); // 5 ln 20
    }
}
