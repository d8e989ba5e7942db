using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

public sealed class RunningBoundedMeanTests
{
    // confseq (commit 70b1ef3), predmix without running intersection and betting_mart; x_i = round(.1 + .5·((31i mod 97)/97), 4), i = 1..60, alpha = 0.05.
    private static readonly double[] Series = [.. Enumerable.Range(1, 60).Select(i => Math.Round(0.1 + (0.5 * (31 * i % 97 / 97.0)), 4))];

    [Fact]
    public void Interval_ValuesOneByOne_IsConfseqs()
    {
        var bernstein = RunningEmpiricalBernstein.Start(0.05);
        var hoeffding = RunningHoeffding.Start(0.05);
        var hedged = RunningHedgedCapital.Start(0.5, 0.05);
        foreach (double value in Series)
            (bernstein, hoeffding, hedged) = (bernstein.With(value), hoeffding.With(value), hedged.With(value));
        Assert.Equal(60, bernstein.Count);
        Assert.Equal(0.225083191, bernstein.Interval.Lower, 5e-10);
        Assert.Equal(0.492103073, bernstein.Interval.Upper, 5e-10);
        Assert.Equal(0.170550749, hoeffding.Interval.Lower, 5e-10);
        Assert.Equal(0.546757614, hoeffding.Interval.Upper, 5e-10);
        Assert.Equal(6.84348782, hedged.LogCapital, 5e-9);
    }

    [Fact]
    public void Interval_MirroredValues_IsMirrored()
    {
        var straight = RunningEmpiricalBernstein.Start(0.01);
        var mirrored = RunningEmpiricalBernstein.Start(0.01);
        foreach (double value in Series)
        {
            (straight, mirrored) = (straight.With(value), mirrored.With(1 - value));
            Assert.Equal(straight.Interval.Lower, 1 - mirrored.Interval.Upper, 1e-12);
            Assert.Equal(straight.Interval.Upper, 1 - mirrored.Interval.Lower, 1e-12);
        }
    }

    [Fact]
    public void Start_WithoutValues_SaysNothing()
    {
        Assert.Equal(new Interval(0, 1), RunningEmpiricalBernstein.Start(0.05).Interval);
        Assert.Equal(new Interval(0, 1), RunningHoeffding.Start(0.05).Interval);
        Assert.Equal(-Math.Log(2), RunningHedgedCapital.Start(0.5, 0.05).LogCapital, 1e-15);
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void With_AValueOutsideTheUnitInterval_IsRefused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningEmpiricalBernstein.Start(0.05).With(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningHoeffding.Start(0.05).With(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningHedgedCapital.Start(0.5, 0.05).With(value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Start_WithAnErrorThatIsNone_IsRefused(double alpha)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningEmpiricalBernstein.Start(alpha));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningHoeffding.Start(alpha));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningHedgedCapital.Start(0.5, alpha));
    }
}
