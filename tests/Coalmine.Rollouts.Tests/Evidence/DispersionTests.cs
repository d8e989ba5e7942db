using Coalmine.Rollouts.Evidence;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evidence;

/// <summary>The running form against the statistics reference 8.2, `pearson_dispersion` (closed form).</summary>
public sealed class DispersionTests
{
    [Fact]
    public void Factor_PublishedGroups_IsPearsonsDispersion()
    {
        Assert.Equal(3.54609929, Of((3, 100), (12, 100), (1, 100), (5, 100), (9, 100)).Estimate.Factor, 1e-8);
        Assert.Equal(3.11490978, Of((10, 20), (2, 20), (5, 20), (9, 20)).Estimate.Factor, 1e-8);
    }

    [Fact]
    public void Factor_UnderdispersedGroups_IsFlooredAtOne() => Assert.Equal(1, Of((1, 50), (1, 50), (2, 50)).Estimate.Factor);

    [Fact]
    public void Factor_OneWindowOrNoneOrAll_IsOne()
    {
        Assert.Equal(1, Of().Estimate.Factor);
        Assert.Equal(1, Of((3, 100)).Estimate.Factor);
        Assert.Equal(1, Of((0, 100), (0, 40), (0, 7)).Estimate.Factor);
        Assert.Equal(1, Of((100, 100), (40, 40)).Estimate.Factor);
    }

    [Fact]
    public void Windows_WithoutTrials_SayNothing() =>
        Assert.Equal(3.11490978, Of((10, 20), (0, 0), (2, 20), (5, 20), (0, 0), (9, 20)).Estimate.Factor, 1e-8);

    [Fact]
    public void IsKnown_FromEightWindowsOn()
    {
        Dispersion dispersion = Of([.. Enumerable.Repeat((4.0, 10.0), 7)]);
        Assert.False(dispersion.Estimate.IsKnown);
        dispersion.Add(4, 10);
        Assert.True(dispersion.Estimate.IsKnown);
    }

    [Fact]
    public void IsKnown_FromTwentyEventsOn_CountedInBursts()
    {
        // 19 single events in 40 windows are too few; the twentieth is enough.
        Dispersion single = Of([.. Enumerable.Repeat((1.0, 100.0), 19), .. Enumerable.Repeat((0.0, 100.0), 21)]);
        Assert.False(single.Estimate.IsKnown);
        single.Add(1, 100);
        Assert.True(single.Estimate.IsKnown);

        // Forty events in four bursts of ten are no more than four.
        Assert.False(Of([.. Enumerable.Repeat((10.0, 100.0), 4), .. Enumerable.Repeat((0.0, 100.0), 36)]).Estimate.IsKnown);
    }

    [Fact]
    public void With_AnotherArm_TakesEachAroundItsOwnRate()
    {
        // Two arms without any spread of their own have none together, however far apart their rates are.
        Dispersion low = Of([.. Enumerable.Repeat((1.0, 100.0), 10)]);
        Assert.Equal(new DispersionEstimate(true, 1), low.With(Of([.. Enumerable.Repeat((50.0, 100.0), 10)])));
    }

    private static Dispersion Of(params (double Events, double Trials)[] windows)
    {
        Dispersion dispersion = default;
        foreach ((double events, double trials) in windows)
            dispersion.Add(events, trials);
        return dispersion;
    }
}
