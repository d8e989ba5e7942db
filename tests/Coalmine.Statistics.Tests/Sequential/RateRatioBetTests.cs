using Coalmine.Statistics.Sequential;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>
/// The bets against the closed forms of the statistics reference, 3.9 (`staged_rate_ratio_e`, `staged_rate_ratio_safe_e`; no mixture over the onset there),
/// and their expectation under the null by summing over all outcomes.
/// </summary>
public sealed class RateRatioBetTests
{
    private const double Exact = 1e-11;

    public static TheoryData<double[][], double, double> Harm => new()
    {
        { [[5, 40, 0.05], [14, 60, 0.2]], 1, 0.116395923 },
        { [[2, 90, 0.01], [9, 120, 0.05], [20, 100, 0.25]], 1, -1.67403617 },
        { [[12, 100, 0.1]], 1, -0.642346804 },
        { [[30, 100, 0.1], [12, 40, 0.2]], 1.5, 4.55928929 },
    };

    public static TheoryData<double[][], double, double> Safety => new()
    {
        { [[30, 400, 0.1]], 1.5, 7.6658076 },
        { [[8, 120, 0.1]], 2, 6.01116963 },
        { [[3, 20, 0.05], [10, 80, 0.1]], 1.5, -1.14153739 },
        { [[8, 100, 0.1]], 1.2, 0.317226205 },
    };

    [Theory]
    [MemberData(nameof(Harm))]
    public void Harm_UniformMixtureOverStages_EqualsThePublishedEvidence(double[][] stages, double tested, double expected) =>
        Assert.Equal(expected, Math.Log(RateRatioAlternatives.Harm.Average(ratio => Math.Exp(Sum(stages, ratio * tested, tested)))), 1e-7);

    [Theory]
    [MemberData(nameof(Safety))]
    public void Safety_MixtureOverMembersBelowTheMargin_EqualsThePublishedEvidence(double[][] stages, double tested, double expected) => Assert.Equal(
        expected,
        Math.Log(RateRatioAlternatives.Safety.Where(ratio => ratio < tested).Average(ratio => Math.Exp(Sum(stages, ratio, tested)))),
        1e-7);

    [Fact]
    public void LogRatio_OneEventOnAnEvenSplit_IsTheRatioOfTheShares()
    {
        // At ratio 3 and an even split the canary gets 3/4 of the events, at ratio 1 a half: L = (3/4) / (1/2) on its event, (1/4) / (1/2) on the other's.
        Assert.Equal(1.5, Math.Exp(new RateRatioBet(1, 0, 0.5).LogRatio(3, 1)), 1e-12);
        Assert.Equal(0.5, Math.Exp(new RateRatioBet(0, 1, 0.5).LogRatio(3, 1)), 1e-12);
    }

    [Theory]
    [InlineData(10, 90, 0.02)]
    [InlineData(20, 20, 0.3)]
    [InlineData(1, 60, 0.05)]
    [InlineData(60, 3, 0.2)]
    public void Expectation_BothArmsBinomial_IsAtMostOneOnTheNull(int canaryTrials, int baselineTrials, double baselineRate)
    {
        double share = (double)canaryTrials / (canaryTrials + baselineTrials);
        foreach (double tested in new[] { 1, 1.2, 1.5, 3 })
        {
            foreach (double multiple in RateRatioAlternatives.Harm)
                foreach (double ratio in new[] { tested, 0.8 * tested, 0.2 * tested })
                    Assert.InRange(Expectation((canaryTrials, ratio * baselineRate), (baselineTrials, baselineRate), share, tested * multiple, tested, 1), 0, 1 + Exact);
            foreach (double safe in RateRatioAlternatives.Safety.Where(safe => safe < tested))
                foreach (double ratio in new[] { tested, 1.1 * tested })
                    Assert.InRange(Expectation((canaryTrials, ratio * baselineRate), (baselineTrials, baselineRate), share, safe, tested, 1), 0, 1 + Exact);
        }
    }

    [Fact]
    public void Expectation_MixedOverBothKindsOfError_IsAboveOneOffTheNull() =>
        // The test above could not fail if the sum were wrong: off the null the same sum must exceed 1.
        Assert.True(Expectation((20, 0.6), (20, 0.2), 0.5, 3, 1, 1) > 1.5);

    [Theory]
    [InlineData(1.7)]
    [InlineData(3)]
    [InlineData(9)]
    public void Expectation_IndependentCountsDividedByAFixedFactor_StaysAtMostOne(double factor)
    {
        // ln L is linear in the counts, so that dividing them gives the factor's root of L, and Jensen's inequality bounds its mean. Costs power, never
        // validity.
        foreach (double multiple in RateRatioAlternatives.Harm)
            Assert.InRange(Expectation((30, 0.06), (90, 0.05), 0.25, 1.2 * multiple, 1.2, factor), 0, 1 + Exact);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Expectation_EventsInClumpsOfTheFactorItself_IsAtMostOneAfterDivision(int factor)
    {
        // x = factor · K with K binomial: dividing gives K back, so that the bound is exact.
        double sum = 0;
        for (int canary = 0; canary <= 10; canary++)
            for (int baseline = 0; baseline <= 40; baseline++)
                sum += Math.Exp(new RateRatioBet((double)(factor * canary) / factor, (double)(factor * baseline) / factor, 0.2).LogRatio(2, 1)
                    + Binomial.PMFLn(0.1, 10, canary) + Binomial.PMFLn(0.1, 40, baseline));
        Assert.InRange(sum, 0, 1 + Exact);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Expectation_GeometricBurstsDividedByTheirDispersion_HoldsForSmallRatiosOnlyApproximately(double burst)
    {
        // Bursts of geometric size with mean b come as compound Poisson counts with dispersion 2 b - 1 (statistics reference 8.2). ln E[L] grows per burst by
        // w (G(a^(1/φ)) - 1) + (1 - w) (G(b^(1/φ)) - 1), G the size's generating function. Division matches the variance, not the tail: nearly fair up to
        // twice the rate, and by no means for the bet on ten times. What protects the verdict there is measured (8.1), not proved.
        Assert.InRange(GrowthPerBurst(burst, 1.25), 0, 1e-4);
        Assert.InRange(GrowthPerBurst(burst, 2), 0, 0.0021);
        Assert.True(GrowthPerBurst(burst, 10) > 0.1);
    }

    private static double GrowthPerBurst(double mean, double ratio)
    {
        double factor = 2 * mean - 1;
        double Size(double z) => z / mean / (1 - (1 - 1 / mean) * z);
        double first = Size(Math.Exp(new RateRatioBet(1 / factor, 0, 0.1).LogRatio(ratio, 1)));
        double second = Size(Math.Exp(new RateRatioBet(0, 1 / factor, 0.1).LogRatio(ratio, 1)));
        return 0.1 * (first - 1) + 0.9 * (second - 1);
    }

    private static double Sum(double[][] stages, double ratio, double tested) =>
        stages.Sum(stage => new RateRatioBet(stage[0], stage[1] - stage[0], stage[2]).LogRatio(ratio, tested));

    private static double Expectation((int Trials, double Rate) first, (int Trials, double Rate) second, double share, double ratio, double tested, double factor)
    {
        double sum = 0;
        for (int x = 0; x <= first.Trials; x++)
            for (int y = 0; y <= second.Trials; y++)
                sum += Math.Exp(new RateRatioBet(x / factor, y / factor, share).LogRatio(ratio, tested) + Binomial.PMFLn(first.Rate, first.Trials, x)
                    + Binomial.PMFLn(second.Rate, second.Trials, y));
        return sum;
    }
}
