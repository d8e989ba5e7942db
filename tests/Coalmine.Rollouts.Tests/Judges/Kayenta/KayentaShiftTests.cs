using Coalmine.Rollouts.Judges.Kayenta;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>
/// The interval of the shift. Values "of R" are those of <c>wilcox.test(x, y, conf.int = TRUE, exact = FALSE)</c> in R 4.2.2, which searches for its bounds in the
/// same way, where the samples have as many values as make its estimate the root of the corrected statistic too.
/// </summary>
public sealed class KayentaShiftTests
{
    private const double Reproduced = 1e-9;

    private static readonly double[] Canary = [12.1, 11.4, 13.2, 12.8, 14.0, 11.9, 12.6, 13.3];
    private static readonly double[] Baseline = [11.0, 11.6, 10.9, 12.2, 11.3, 10.4, 11.8, 12.0];

    public static TheoryData<double[], double[], double, double, double> OfR => new()
    {
        { Canary, Baseline, 0.98, 0.1000153128400649, 2.3000449022677776 },
        { [3, 4, 4, 5, 6, 6, 7, 9, 9, 10], [1, 2, 2, 3, 4, 4, 5, 6, 8], 0.95, 1.5230562752435636e-05, 4.9999519766168277 },
        { [10, 11, 12, 13, 14], [1, 2, 3, 4, 5], 0.98, 5.00005024961294, 12.99994975038706 },
        { [10, 11, 12, 13], [5, 6, 7, 8], 0.98, 2, 8 },
        { [10, 11], [5, 6], 0.98, 4, 6 },
        { [10], [5, 6, 7], 0.98, 3, 5 },
    };

    [Theory]
    [MemberData(nameof(OfR))]
    public void Bounds_AreThoseOfR(double[] canary, double[] baseline, double confidence, double lower, double upper)
    {
        KayentaShift shift = Assert.NotNull(KayentaShift.Of(canary, baseline, confidence));
        Assert.Equal(lower, shift.Lower, Reproduced);
        Assert.Equal(upper, shift.Upper, Reproduced);
    }

    [Theory]
    [InlineData(1, 1.2)]
    [InlineData(1e6, 1.2e6)]
    public void Estimate_IsTheMedianOfAllDifferences_UpToTheToleranceOfTheSearch(double scale, double median)
    {
        double estimate = Assert.NotNull(KayentaShift.Of(Scaled(Canary, scale), Scaled(Baseline, scale), 0.98)).Estimate;
        Assert.Equal(median, estimate, 1e-4);
    }

    [Fact]
    public void Search_OnValuesFarBelowItsTolerance_EndsAtAnEndOfTheBracket()
    {
        // R, with the values of the case above in millionths: the interval covers zero, and the estimate is the upper bound.
        KayentaShift shift = Assert.NotNull(KayentaShift.Of(Scaled(Canary, 1e-6), Scaled(Baseline, 1e-6), 0.98));
        Assert.Equal(-8e-7, shift.Lower, 1e-18);
        Assert.Equal(3.6e-6, shift.Upper, 1e-18);
        Assert.Equal(shift.Upper, shift.Estimate);
        Assert.Equal(shift.Highest, shift.Upper);
    }

    [Fact]
    public void ExactShift_ScalesWithTheValues()
    {
        KayentaShift tiny = KayentaShift.Exact(Scaled(Canary, 1e-6), Scaled(Baseline, 1e-6), 0.98);
        Assert.Equal(1.2e-6, tiny.Estimate, 1e-15);
        Assert.True(tiny.Lower > 0);
    }

    [Fact]
    public void Bound_ThatTheTestCannotReach_IsAnEnd_AndTheSearchAloneEndsThereToo()
    {
        // Two a side: the largest standardised rank sum is 1.16, and the quantile 2.33.
        Assert.Equal(-0.7745966692414834, KayentaShift.Difference([10, 11], [5, 6], 6.5, 0) / 1.5, 1e-12);
        Assert.Equal(new KayentaShift(4, 6, 5, 4, 6), KayentaShift.Of([10, 11], [5, 6], 0.98));
        KayentaShift unguarded = Assert.NotNull(KayentaShift.Unguarded([10, 11], [5, 6], 0.98));
        Assert.InRange(unguarded.Lower, 4, 6);
    }

    [Fact]
    public void OneValueASide_TiesAtTheOnlyShift() => Assert.Null(KayentaShift.Of([10], [5], 0.98));

    [Fact]
    public void InfiniteValues_GiveAnAnswer()
    {
        KayentaShift shift = Assert.NotNull(KayentaShift.Of([1, 2, double.PositiveInfinity], [1, 2, 3, 4], 0.98));
        Assert.Equal((-3, double.PositiveInfinity), (shift.Lowest, shift.Highest));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Confidence_OutsideItsRange_IsRefused(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KayentaShift.Of(Canary, Baseline, confidence));

    [Fact]
    public void EmptySide_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => KayentaShift.Of([], Baseline, 0.98));

    private static double[] Scaled(double[] values, double scale) => Array.ConvertAll(values, value => value * scale);
}
