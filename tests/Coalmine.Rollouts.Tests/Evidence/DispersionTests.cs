using Coalmine.Rollouts.Evidence;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evidence;

/// <summary>The running form against the statistics reference 8.2, `pearson_dispersion` (closed form).</summary>
public sealed class DispersionTests
{
    [Fact]
    public void Factor_PublishedGroups_IsPearsonsDispersion()
    {
        Assert.Equal(3.54609929, Of((3, 100), (12, 100), (1, 100), (5, 100), (9, 100)).Factor, 1e-8);
        Assert.Equal(3.11490978, Of((10, 20), (2, 20), (5, 20), (9, 20)).Factor, 1e-8);
    }

    [Fact]
    public void Factor_UnderdispersedGroups_IsFlooredAtOne() => Assert.Equal(1, Of((1, 50), (1, 50), (2, 50)).Factor);

    [Fact]
    public void Factor_OneWindowOrNoneOrAll_IsOne()
    {
        Assert.Equal(1, Of().Factor);
        Assert.Equal(1, Of((3, 100)).Factor);
        Assert.Equal(1, Of((0, 100), (0, 40), (0, 7)).Factor);
        Assert.Equal(1, Of((100, 100), (40, 40)).Factor);
    }

    [Fact]
    public void Windows_WithoutTrials_SayNothing() =>
        Assert.Equal(3.11490978, Of((10, 20), (0, 0), (2, 20), (5, 20), (0, 0), (9, 20)).Factor, 1e-8);

    [Fact]
    public void IsKnown_FromEightWindowsOn()
    {
        Dispersion dispersion = Of([.. Enumerable.Repeat((1.0, 10.0), 7)]);
        Assert.False(dispersion.IsKnown);
        dispersion.Add(1, 10);
        Assert.True(dispersion.IsKnown);
    }

    private static Dispersion Of(params (double Events, double Trials)[] windows)
    {
        Dispersion dispersion = default;
        foreach ((double events, double trials) in windows)
            dispersion.Add(events, trials);
        return dispersion;
    }
}
