using Coalmine.Statistics.Queues;
using Xunit;

namespace Coalmine.Statistics.Tests.Queues;

public sealed class ErlangTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void ManyServers_WithOneServer_IsTheOneServerQueue(double load)
    {
        var one = QueueSteadyState.OneServer(load, 1);
        Assert.Equal(one.WaitingTime, QueueSteadyState.ManyServers(load, 1, 1).WaitingTime, 1e-12);
        Assert.Equal(one.WaitingTime, QueueSteadyState.AnyService(load, 1, 2).WaitingTime, 1e-12);
    }

    [Fact]
    public void Overload_WaitsForEver() => Assert.Equal(double.PositiveInfinity, QueueSteadyState.ManyServers(3, 1, 2).SojournTime);
}
