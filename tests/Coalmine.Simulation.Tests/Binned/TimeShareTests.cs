using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Binned;

namespace Coalmine.Simulation.Tests.Binned;

public sealed class TimeShareTests
{
    [Fact]
    public void Close_AfterChangesWithin_AveragesOverTime()
    {
        TimeShare share = default;
        share.Set(0.2, Moment.FromSeconds(0));
        Assert.Equal(0.2, share.Close(Moment.FromSeconds(10)));
        share.Set(0.6, Moment.FromSeconds(12));
        share.Set(1.0, Moment.FromSeconds(15));
        Assert.Equal((2 * 0.2 + 3 * 0.6 + 5 * 1.0) / 10, share.Close(Moment.FromSeconds(20)), 12);
        Assert.Equal(1.0, share.Close(Moment.FromSeconds(30)));
    }
}
