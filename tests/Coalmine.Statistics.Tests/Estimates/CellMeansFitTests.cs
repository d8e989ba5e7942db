using Coalmine.Statistics.Estimates;
using Xunit;

namespace Coalmine.Statistics.Tests.Estimates;

/// <summary>Where the estimate has a closed form.</summary>
public sealed class CellMeansFitTests
{
    [Fact]
    public void Of_OneRate_IsTheMeanWithPoissonsVariance()
    {
        CellMeansFit fit = CellMeansFit.Of([7, 9, 4, 12], (at, means) => Array.Fill(means, Math.Exp(at[0])), [0]);
        Assert.True(fit.HasConverged);
        Assert.Equal(Math.Log(8), fit.Estimate[0], 1e-7);
        Assert.Equal(1.0 / 32, fit.Covariance(0, 0), 1e-8);
        // X² = (1 + 1 + 16 + 16) / 8.
        Assert.Equal(34.0 / 8, fit.Pearson, 1e-5);
    }

    [Fact]
    public void Of_HardyWeinbergCounts_IsTheCountedShareOfGenes()
    {
        // p = (2 n1 + n2) / 2 n with variance p (1 - p) / 2 n; for 30, 50 and 20 of 100 that is 0.55 and 0.0012375.
        CellMeansFit fit = CellMeansFit.Of(
            [30, 50, 20], (at, means) => (means[0], means[1], means[2]) = (100 * at[0] * at[0], 200 * at[0] * (1 - at[0]), 100 * (1 - at[0]) * (1 - at[0])), [0.3]);
        Assert.Equal(0.55, fit.Estimate[0], 1e-7);
        Assert.Equal(0.0012375, fit.Covariance(0, 0), 1e-8);
    }

    [Fact]
    public void Of_ParametersThatCannotBeToldApart_DoesNotConverge()
    {
        CellMeansFit fit = CellMeansFit.Of([7, 9, 4], (at, means) => Array.Fill(means, Math.Exp(at[0] + at[1])), [0, 0]);
        Assert.False(fit.HasConverged);
        Assert.Equal(double.PositiveInfinity, fit.Covariance(0, 0));
    }

    [Fact]
    public void Of_FewerCountsThanParametersOrNegative_OrAStartThatIsNotFinite_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CellMeansFit.Of([1], (_, _) => { }, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellMeansFit.Of([-1], (_, _) => { }, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellMeansFit.Of([double.PositiveInfinity], (_, _) => { }, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellMeansFit.Of([1], (_, _) => { }, [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellMeansFit.Of([], (_, _) => { }, []));
    }
}
