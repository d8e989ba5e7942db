using Coalmine.Testing;
using Xunit;

namespace Coalmine.Rollouts.Tests;

public sealed class AllocationMeterTests
{
    private static byte[] _kept = [];

    [Fact]
    public void Least_OfWorkThatAllocatesEveryTime_IsWhatItNeeds()
    {
        // An array of 1,000 bytes, with its head.
        Assert.InRange(AllocationMeter.Least(() => _kept = new byte[1000]), 1000, 1100);
        Assert.Equal(1000, _kept.Length);
    }

    [Fact]
    public void Least_OfWorkThatAllocatesEverySecondTime_IsNone()
    {
        int times = 0;
        Assert.Equal(0, AllocationMeter.Least(() => _kept = times++ % 2 == 0 ? new byte[1000] : _kept));
        Assert.Equal(2, times);
    }

    [Fact]
    public void Least_AfterACollection_IsNoneForWorkThatAllocatesNothing()
    {
        int times = 0;
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            if (times++ == 0)
                GC.Collect();
        }));
    }

    [Fact]
    public void Least_DoesNotCountWhatIsPrepared()
    {
        int prepared = 0;
        Assert.Equal(0, AllocationMeter.Least(() => _kept = new byte[prepared += 1000], () => _kept[0]++));
        Assert.InRange(prepared, 1000, 3000);
    }
}
