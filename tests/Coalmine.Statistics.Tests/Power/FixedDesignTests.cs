using Coalmine.Statistics.Power;
using Xunit;

namespace Coalmine.Statistics.Tests.Power;

/// <summary>
/// Power, trials and effects of tests at one look. Numbers: gsDesign 3.11.0 and closed forms as in the statistics reference, section 2; R 4.2.2 (base) and
/// scipy 1.10.1 where named.
/// </summary>
public sealed class FixedDesignTests
{
    public static TheoryData<FixedTest, double, double> EveryTest => new()
    {
        { new FixedTest.PooledProportions(0.01, 0.05), 0.005, 9 },
        { new FixedTest.NonInferiority(0.01, 0.005, 0.05), 0.001, 9 },
        { new FixedTest.DifferenceAbove(0.01, 0.005, 0.05), 0.011, 9 },
        { new FixedTest.RatioAbove(0.01, 1.5, 0.05), 2.1, 9 },
        { new FixedTest.MirroredPairs(0.06, 0.05), 0.02, 1 },
        { new FixedTest.LimitByScore(0.01, 0.05), 0.004, 1 },
        { new FixedTest.Means(1, 2, 0.05), 0.4, 3 },
        { new FixedTest.MannWhitney(0.05), 0.07, 4 },
        { FixedTest.QuantileAbove(0.99, 0.05), 0.01, 1 },
    };

    [Theory]
    [InlineData(0.02, 0.01, 0.05, 0.8, 1, 1825.89903)]
    [InlineData(0.015, 0.01, 0.05, 0.9, 9, 4575.16173)]
    [InlineData(0.012, 0.01, 0.05, 0.8, 19, 17209.9865)]
    public void Trials_PooledProportions_AreGsDesigns(double canary, double baseline, double alpha, double power, double ratio, double expected) =>
        Assert.Equal(expected, new FixedDesign(new FixedTest.PooledProportions(baseline, alpha), ratio).Trials(canary - baseline, power), 1e-8 * expected);

    [Theory]
    [InlineData(0.01, 0.005, 0.05, 0.9, 9, 4602.99606)]
    [InlineData(0.02, 0.01, 0.05, 0.8, 1, 2511.89491)]
    [InlineData(0.03, 0.01, 0.05, 0.9, 4, 3467.71157)]
    public void Trials_NonInferiority_AreGsDesigns(double rate, double margin, double alpha, double power, double ratio, double expected) =>
        Assert.Equal(expected, new FixedDesign(new FixedTest.NonInferiority(rate, margin, alpha), ratio).Trials(0, power), 1e-8 * expected);

    [Theory]
    [InlineData(0.06, 0.02, 0.9, 1280.82324)]
    [InlineData(0.03, 0.02, 0.9, 638.531138)]
    [InlineData(0.03, 0.01, 0.8, 1852.67334)]
    public void Trials_MirroredPairs_AreConnors(double discordant, double difference, double power, double expected) =>
        Assert.Equal(expected, new FixedDesign(new FixedTest.MirroredPairs(discordant, 0.05), 1).Trials(difference, power), 1e-8 * expected);

    [Theory]
    [InlineData(0.6, 0.05, 0.8, 0.5, 206.085241)]
    [InlineData(0.55, 0.05, 0.9, 0.5, 1141.84631)]
    [InlineData(0.6, 0.025, 0.8, 0.2, 408.795819)]
    public void Trials_MannWhitney_AreNoethers(double superiority, double alpha, double power, double share, double expectedOfBoth) =>
        Assert.Equal(
            expectedOfBoth * share,
            new FixedDesign(new FixedTest.MannWhitney(alpha), (1 - share) / share).Trials(superiority - 0.5, power),
            1e-8 * expectedOfBoth);

    // R: ((qnorm(1-a)*sqrt(L*(1-L)) + qnorm(power)*sqrt(p*(1-p)))/(p-L))^2
    [Theory]
    [InlineData(0.01, 0.02, 0.05, 0.9, 1177.02574909)]
    [InlineData(0.02, 0.025, 0.025, 0.8, 6586.71935424)]
    public void Trials_LimitByScore_AreTheClosedForm(double limit, double rate, double alpha, double power, double expected) =>
        Assert.Equal(expected, new FixedDesign(new FixedTest.LimitByScore(limit, alpha), 1).Trials(rate - limit, power), 1e-9 * expected);

    [Theory]
    [InlineData(0.02, 1000, 0.01, 9000, 0.05, 0.826645695)]
    [InlineData(0.012, 5000, 0.01, 45000, 0.05, 0.386640049)]
    [InlineData(0.03, 400, 0.01, 400, 0.025, 0.524119551)]
    public void Power_PooledProportions_IsTheClosedForm(double canary, double n1, double baseline, double n2, double alpha, double expected) =>
        Assert.Equal(expected, new FixedTest.PooledProportions(baseline, alpha).Power(canary - baseline, n1, n2), 1e-9);

    // scipy 1.10.1: restricted maximum likelihood by minimize_scalar, power by norm.cdf.
    [Theory]
    [InlineData(0.03, 0.01, new double[] { 2000, 18000 }, 0.05, 1.5, 0.9933641275178562)]
    [InlineData(0.08, 0.04, new double[] { 400, 800 }, 0.025, 1.2, 0.5620428349777522)]
    public void Power_RatioAbove_IsScipys(double canary, double baseline, double[] trials, double alpha, double ratio, double expected) =>
        Assert.Equal(expected, new FixedTest.RatioAbove(baseline, ratio, alpha).Power(canary / baseline, trials[0], trials[1]), 1e-7);

    [Theory]
    [InlineData(0.03, 0.01, new double[] { 2000, 18000 }, 0.05, 0.01, 0.8834928627211203)]
    [InlineData(0.12, 0.08, new double[] { 900, 900 }, 0.025, 0.01, 0.5666573274035986)]
    public void Power_DifferenceAbove_IsScipys(double canary, double baseline, double[] trials, double alpha, double margin, double expected) =>
        Assert.Equal(expected, new FixedTest.DifferenceAbove(baseline, margin, alpha).Power(canary - baseline, trials[0], trials[1]), 1e-7);

    // scipy 1.10.1, full enumeration, as in the statistics reference.
    [Theory]
    [InlineData(0.1, 50, 0.02, 200, 0.05, 0.637345785)]
    [InlineData(0.5, 8, 0.1, 24, 0.05, 0.636025339)]
    public void Power_FisherExact_IsTheEnumerated(double canary, double n1, double baseline, double n2, double alpha, double expected) =>
        Assert.Equal(expected, new FixedTest.FisherExact(baseline, alpha).Power(canary - baseline, n1, n2), 1e-8);

    // R 4.2.2: power.t.test(alternative = "one.sided"); pt(ncp) at Satterthwaite's degrees of freedom.
    [Theory]
    [InlineData(0.5, new double[] { 1, 1 }, new double[] { 64, 64 }, 0.05, 0.878664191404)]
    [InlineData(0.6, new double[] { 1, 1 }, new double[] { 30, 30 }, 0.025, 0.627493712799)]
    [InlineData(0.5, new double[] { 1, 2 }, new double[] { 30, 90 }, 0.05, 0.554025683322)]
    [InlineData(0.3, new double[] { 1.5, 1 }, new double[] { 60, 540 }, 0.025, 0.319178357451)]
    public void Power_Means_IsRs(double difference, double[] deviations, double[] trials, double alpha, double expected) =>
        Assert.Equal(expected, new FixedTest.Means(deviations[0], deviations[1], alpha).Power(difference, trials[0], trials[1]), 1e-8);

    // R 4.2.2: qbinom and pbinom.
    [Fact]
    public void Power_ExactLimits_AreRs()
    {
        Assert.Equal(0.797372542725, new FixedTest.LimitExceeded(0.01, 0.05).Power(0.02, 300, 0), 1e-10);
        Assert.Equal(0.59906491575, new FixedTest.LimitExceeded(0.02, 0.05).Power(0.01, 1000, 0), 1e-10);
        Assert.Equal(0.79251160191, new FixedTest.LimitKept(0.02, 0.05).Power(0.01, 1000, 0), 1e-10);
        Assert.Equal(0.909871910257, FixedTest.DisagreementBelow(0.01, 0.05).Power(0.001, 500, 0), 1e-10);
    }

    // R: the largest n in 1..3000 with power below 0.8, plus 1.
    [Fact]
    public void Trials_ExactLimits_AreFromWhereOnThePowerIsKept()
    {
        Assert.Equal(340, new FixedDesign(new FixedTest.LimitExceeded(0.01, 0.05), 1).Trials(0.02, 0.8));
        Assert.Equal(719, new FixedDesign(new FixedTest.LimitKept(0.02, 0.05), 1).Trials(0.008, 0.8));
    }

    [Theory]
    [MemberData(nameof(EveryTest))]
    public void DetectableEffect_AtTheTrialsForAnEffect_IsThatEffect(FixedTest test, double effect, double ratio)
    {
        foreach (double power in new[] { 0.5, 0.8, 0.99 })
        {
            var design = new FixedDesign(test, ratio);
            double trials = design.Trials(effect, power);
            Assert.Equal(power, design.Power(effect, trials), 1e-8);
            Assert.Equal(effect, design.DetectableEffect(trials, power), 1e-7);
        }
    }

    [Fact]
    public void Trials_AtTheEffectUnderTest_AreInfinite()
    {
        Assert.Equal(double.PositiveInfinity, new FixedDesign(new FixedTest.PooledProportions(0.01, 0.05), 9).Trials(0, 0.8));
        Assert.Equal(double.PositiveInfinity, new FixedDesign(new FixedTest.NonInferiority(0.01, 0.005, 0.05), 9).Trials(0.005, 0.8));
    }

    [Fact]
    public void DetectableEffect_TooFewTrialsForAny_IsNotANumber() =>
        Assert.True(double.IsNaN(new FixedDesign(new FixedTest.LimitKept(0.01, 0.05), 1).DetectableEffect(200, 0.8)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Trials_PowerThatIsNone_IsRefused(double power) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedDesign(new FixedTest.PooledProportions(0.01, 0.05), 9).Trials(0.01, power));

    // 299 = ceil(ln 0.05/ln 0.99); 0.999^299 by hand.
    [Fact]
    public void Faultless_OnePercentLimit_PassesACanaryOfOnePerThousandThreeTimesInFour()
    {
        var design = new FaultlessDesign(0.01, 0.95);
        Assert.Equal(298.072852, design.Requests, 1e-6);
        Assert.Equal(Math.Pow(0.999, 299), design.PassProbability(0.001), 1e-12);
        Assert.Equal(0.8, design.PassProbability(design.RateThatPasses(0.8)), 1e-12);
        Assert.Equal(0.05, design.PassProbability(0.01), 0.0005);
    }
}
