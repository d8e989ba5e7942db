using Coalmine.Rollouts.Judges.Kayenta;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>What the judge calls a metric, rule by rule; faithful unless the name says corrected.</summary>
public sealed class KayentaClassifierTests
{
    private static readonly KayentaMetric Plain = new() { Name = "m" };
    private static readonly KayentaMetric Replacing = Plain with { NanStrategy = KayentaNanStrategy.Replace };
    private static readonly double[] Low = [5, 6, 7, 8, 9, 10, 11, 12];
    private static readonly double[] High = [25, 26, 27, 28, 29, 30, 31, 32];

    [Theory]
    [InlineData(false, false, KayentaLabel.NoData, false)]
    [InlineData(true, false, KayentaLabel.NoData, true)]
    [InlineData(false, true, KayentaLabel.NoDataFails, false)]
    [InlineData(true, true, KayentaLabel.NoData, true)]
    public void EmptySide_WhenNanIsRemoved_GoesByWhatTheMetricSays(bool critical, bool mustHaveData, KayentaLabel label, bool isCritical)
    {
        KayentaMetric metric = Plain with { IsCritical = critical, MustHaveData = mustHaveData };
        foreach ((double[] canary, double[] baseline) in new (double[], double[])[] { (Low, []), ([], Low), ([], []) })
        {
            KayentaResult result = Classify(canary, baseline, metric);
            Assert.Equal((label, isCritical, KayentaCause.MissingData, 1.0), (result.Label, result.IsCritical, result.Cause, result.Ratio));
        }
    }

    [Fact]
    public void EmptySide_WhenNanIsReplaced_PassesWhateverTheMetricSays()
    {
        KayentaResult result = Classify([], Low, Replacing with { IsCritical = true, MustHaveData = true });
        Assert.Equal((KayentaLabel.Pass, false), (result.Label, result.IsCritical));
    }

    [Fact]
    public void Replacing_TurnsNothingButNanIntoZeros_AndLeavesNoPointsEmpty()
    {
        Assert.Equal([0, 0], KayentaCleaning.Clean([double.NaN, double.NaN], Replacing, KayentaMode.Faithful));
        Assert.Empty(KayentaCleaning.Clean([], Replacing, KayentaMode.Faithful));
        Assert.Empty(KayentaCleaning.Clean([double.NaN, double.NaN], Replacing, KayentaMode.Corrected));
        Assert.Equal([0, 3], KayentaCleaning.Clean([double.NaN, 3], Replacing, KayentaMode.Corrected));
        Assert.Equal([double.PositiveInfinity], KayentaCleaning.Clean([double.NaN, double.PositiveInfinity], Plain, KayentaMode.Faithful));
    }

    [Fact]
    public void SameValuesInAnyOrder_Pass_BeforeAnyTest()
    {
        KayentaResult result = Classify([3, 1, 2], [1, 2, 3], Plain with { IsCritical = true });
        Assert.Equal((KayentaLabel.Pass, KayentaCause.SameValues, 1.0), (result.Label, result.Cause, result.Ratio));
        Assert.Null(result.Shift);
    }

    [Fact]
    public void OneValueOverall_Passes_EvenWhereTheMeansAreZero()
    {
        KayentaResult result = Classify([0, 0], [0, 0, 0], Plain);
        Assert.Equal((KayentaLabel.Pass, KayentaCause.None, 1.0), (result.Label, result.Cause, result.Ratio));
    }

    [Fact]
    public void OneValueASide_IsAnError_ThatIsNeverCritical()
    {
        KayentaResult result = Classify([10], [5], Plain with { IsCritical = true, MustHaveData = true });
        Assert.Equal((KayentaLabel.Error, KayentaCause.AllTied, false), (result.Label, result.Cause, result.IsCritical));
    }

    [Fact]
    public void TwoSeparatedValuesASide_AreEnough() => Assert.Equal(KayentaLabel.High, Classify([10, 11], [5, 6], Plain).Label);

    [Theory]
    [InlineData(KayentaDirection.Either, KayentaLabel.High, KayentaLabel.Low)]
    [InlineData(KayentaDirection.Increase, KayentaLabel.High, KayentaLabel.Pass)]
    [InlineData(KayentaDirection.Decrease, KayentaLabel.Pass, KayentaLabel.Low)]
    public void Direction_SaysWhichWayFails(KayentaDirection direction, KayentaLabel upwards, KayentaLabel downwards)
    {
        KayentaMetric metric = Plain with { Direction = direction };
        Assert.Equal((upwards, downwards), (Classify(High, Low, metric).Label, Classify(Low, High, metric).Label));
    }

    [Fact]
    public void Tolerance_IsRelativeToTheShift_AndNotToTheBaseline()
    {
        // A thousandth of the baseline, and far from 0 as measured by the interval.
        double[] baseline = Array.ConvertAll(Low, value => 1000 + (value / 100)), canary = Array.ConvertAll(baseline, value => value + 1);
        Assert.Equal(KayentaLabel.High, Classify(canary, baseline, Plain).Label);
    }

    [Fact]
    public void Effect_AtItsLimit_IsBeyondIt()
    {
        // Means 28.5 and 8.5.
        double ratio = 28.5 / 8.5;
        Assert.Equal(KayentaLabel.High, Classify(High, Low, With(KayentaMeasure.MeanRatio, ratio, 1, 1, 1)).Label);
        Assert.Equal(KayentaLabel.Pass, Classify(High, Low, With(KayentaMeasure.MeanRatio, ratio + 1e-9, 1, 1, 1)).Label);
        Assert.Equal(KayentaLabel.High, Classify(High, Low, With(KayentaMeasure.CommonLanguage, 1, 0, 1, 0)).Label);
        Assert.Equal(KayentaLabel.Low, Classify(Low, High, With(KayentaMeasure.CommonLanguage, 1, 0, 1, 0)).Label);
    }

    [Fact]
    public void CriticalMetric_BelowItsCriticalEffect_FailsWithoutBeingCritical()
    {
        KayentaMetric metric = With(KayentaMeasure.MeanRatio, 1, 1, 4, 0.1) with { IsCritical = true };
        Assert.Equal((KayentaLabel.High, false), LabelOf(Classify(High, Low, metric)));
        Assert.Equal((KayentaLabel.Low, false), LabelOf(Classify(Low, High, metric)));
        KayentaMetric strict = metric with { Effect = metric.Effect with { CriticalIncrease = 3, CriticalDecrease = 0.5 } };
        Assert.Equal((KayentaLabel.High, true), LabelOf(Classify(High, Low, strict)));
        Assert.Equal((KayentaLabel.Low, true), LabelOf(Classify(Low, High, strict)));
    }

    [Fact]
    public void UndefinedEffect_WaivesEveryLimit()
    {
        double[] zeros = new double[8];
        KayentaMetric metric = With(KayentaMeasure.MeanRatio, 9, 9, 9, 9) with { IsCritical = true };
        KayentaResult result = Classify(High, zeros, metric);
        Assert.Equal((KayentaLabel.High, true), LabelOf(result));
        Assert.True(double.IsNaN(result.Ratio));
    }

    [Fact]
    public void InfiniteValue_LeavesNoMean_AndMayHideEverything()
    {
        // The bracket reaches to infinity, and so does the accuracy that is asked at that end: the search for the estimate stops there, and no bound is beyond
        // a quarter of infinity.
        double[] canary = [.. High[..7], double.PositiveInfinity];
        KayentaResult result = Classify(canary, Low, Plain);
        Assert.True(double.IsNaN(KayentaEffects.Mean(canary)) && double.IsNaN(result.Ratio));
        Assert.Equal((KayentaLabel.Pass, double.PositiveInfinity), (result.Label, Assert.NotNull(result.Shift).Estimate));
    }

    [Fact]
    public void InfiniteValue_OnTheOtherSide_WaivesTheEffect()
    {
        KayentaResult result = Classify([.. High[..7], double.NegativeInfinity], [.. Low[..7], double.NegativeInfinity], Plain with { IsCritical = true });
        Assert.True(double.IsNaN(result.Effect));
    }

    [Fact]
    public void NegativeValues_MovingEitherWay_Pass_AndDoNotInTheCorrectedJudge()
    {
        double[] low = Array.ConvertAll(High, value => -value), high = Array.ConvertAll(Low, value => -value);
        Assert.Equal((KayentaLabel.Pass, KayentaLabel.Pass), (Classify(low, high, Plain).Label, Classify(high, low, Plain).Label));
        Assert.Equal((KayentaLabel.Low, KayentaLabel.High), (Corrected(low, high, Plain).Label, Corrected(high, low, Plain).Label));
    }

    [Fact]
    public void ConstantUnequalSides_AreToldApart_TheSameWayEachTime()
    {
        double[] canary = [100, 100, 100, 100, 100], baseline = [1, 1, 1, 1, 1];
        KayentaResult first = Classify(canary, baseline, Plain), second = Classify(canary, baseline, Plain);
        Assert.Equal(KayentaLabel.High, first.Label);
        Assert.Equal(first, second);
        Assert.InRange(first.Ratio, 99.9, 100.1);
        Assert.NotEqual(100, first.Ratio);
    }

    [Fact]
    public void LateJump_PassesInSevenOfTenPoints_AndInEightDoesNot()
    {
        // The reference's section 7, from Kayenta's issue 780.
        double[] ones = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        Assert.Equal(KayentaLabel.Pass, Classify([100, 100, 100, 100, 100, 100, 100, 1, 1, 1], ones, Plain).Label);
        Assert.Equal(KayentaLabel.High, Classify([100, 100, 100, 100, 100, 100, 100, 100, 1, 1], ones, Plain).Label);
    }

    [Fact]
    public void Corrected_NeedsEightPointsASide_UnderBothStrategies()
    {
        Assert.Equal(KayentaLabel.NoData, Corrected(High[..7], Low, Plain).Label);
        Assert.Equal((KayentaLabel.NoData, true), LabelOf(Corrected(High[..7], Low, Replacing with { IsCritical = true })));
        Assert.Equal(KayentaLabel.NoDataFails, Corrected(High[..7], Low, Replacing with { MustHaveData = true }).Label);
        Assert.Equal(KayentaLabel.High, Corrected(High, Low, Plain).Label);
    }

    [Fact]
    public void Corrected_SaysTheSameAtEveryMagnitude()
    {
        foreach (double scale in new[] { 1e-9, 1e-5, 1.0, 1e9 })
            Assert.Equal(
                KayentaLabel.High, Corrected(Array.ConvertAll(High, value => value * scale), Array.ConvertAll(Low, value => value * scale), Plain).Label);
        Assert.Equal(KayentaLabel.Pass, Classify(Array.ConvertAll(High[..6], value => value * 1e-7), [5e-7, 6e-7, 7e-7, 8e-7, 9e-7, 26e-7], Plain).Label);
    }

    [Fact]
    public void Corrected_CallsInfiniteValuesAnError_CriticalWhereTheMetricIs() => Assert.Equal(
        (KayentaLabel.Error, true), LabelOf(Corrected([.. High[..7], double.PositiveInfinity], Low, Plain with { IsCritical = true })));

    [Fact]
    public void Means_AreComparedAsTheyAre_ByTheClassifierThatTheJudgeDoesNotUse()
    {
        Assert.Equal(KayentaLabel.High, KayentaClassifier.CompareMeans([1, 2, 3.1], [1, 2, 3], Plain).Label);
        Assert.Equal(KayentaLabel.Pass, KayentaClassifier.CompareMeans([3, 2, 1], [1, 2, 3], Plain).Label);
        Assert.Equal((KayentaLabel.Low, true), LabelOf(KayentaClassifier.CompareMeans([1], [2], Plain with { IsCritical = true })));
        Assert.Equal(KayentaLabel.Pass, KayentaClassifier.CompareMeans([1], [2], Plain with { Direction = KayentaDirection.Increase }).Label);
        Assert.Equal(KayentaLabel.NoData, KayentaClassifier.CompareMeans([], [2], Plain).Label);
    }

    [Fact]
    public void UnknownWords_MeanTheDefaults()
    {
        Assert.Equal(KayentaDirection.Either, KayentaWords.Direction("Increase"));
        Assert.Equal(KayentaNanStrategy.Remove, KayentaWords.NanStrategy("zero"));
        Assert.Equal(KayentaMeasure.MeanRatio, KayentaWords.Measure(null));
        Assert.False(KayentaWords.RemovesOutliers("drop"));
        Assert.Equal(new KayentaEffectLimits(KayentaMeasure.CommonLanguage, 0.5, 0.5, 0.5, 0.5), KayentaEffectLimits.Unset(KayentaWords.Measure("cles")));
    }

    private static KayentaMetric With(KayentaMeasure measure, double high, double low, double criticalHigh, double criticalLow) =>
        Plain with { Effect = new KayentaEffectLimits(measure, high, low, criticalHigh, criticalLow) };

    private static (KayentaLabel Label, bool IsCritical) LabelOf(KayentaResult result) => (result.Label, result.IsCritical);

    private static KayentaResult Classify(double[] canary, double[] baseline, KayentaMetric metric) =>
        KayentaClassifier.Classify(canary, baseline, metric, KayentaRules.Faithful);

    private static KayentaResult Corrected(double[] canary, double[] baseline, KayentaMetric metric) =>
        KayentaClassifier.Classify(canary, baseline, metric, KayentaRules.Corrected);
}
