using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evaluation.Scores;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Means with the variance bounded from buckets; numbers by hand.</summary>
public sealed class MeanCheckTests
{
    private static readonly Metric Revenue = new Metric.Revenue();

    [Fact]
    public void Limit_BoundsTheVarianceByTheBucketsUpperEnds()
    {
        // Of 1,000 requests 970 bring nothing and 30 bring 5: at most 10 by their bucket. Mean 0.15; E[x²] at most 30 · 10² / 1000 = 3; variance at most
        // 2.9775.
        CheckVerdict verdict = Ask(Given.AtLeast(0.1), Given.Sequential).Next(1, key => Sales(key, 1000, 30))[0];
        double z = (0.15 - 0.1) / Math.Sqrt(2.9775 / 1000);
        double log = Math.Log(20);
        double rho = 2000 / (2 * log + Math.Log(1 + 2 * log));
        Assert.Equal(NormalMixtureEValue.LogE(z * Math.Sqrt(1000), 1000, rho), verdict.LogSafety, 1e-9);
        Assert.Equal(NormalMixtureEValue.LogE(-z * Math.Sqrt(1000), 1000, rho), verdict.LogHarm, 1e-9);
        Assert.Equal(0.15, verdict.Canary, 1e-12);
        Assert.Equal(Guarantee.AnytimeAsymptotic, verdict.Guarantee);
    }

    [Theory]
    [InlineData(60, VerdictKind.Fail)]
    [InlineData(200, VerdictKind.Inconclusive)]
    [InlineData(400, VerdictKind.Pass)]
    public void Fixed_MoreRevenueIsBetter(double sales, VerdictKind expected) =>
        // 10,000 requests, limit 0.1: 60 sales of 5 make 0.03, 200 make 0.1, 400 make 0.2.
        Assert.Equal(expected, Ask(Given.AtLeast(0.1), Given.Newcombe).Next(1, key => Sales(key, 10_000, sales))[0].Kind);

    [Fact]
    public void Sequential_MuchLess_FailsAndMuchMore_Passes()
    {
        Assert.Equal(VerdictKind.Fail, Ask(Given.AtLeast(0.5), Given.Sequential).Next(8, key => Sales(key, 10_000, 100))[0].Kind);
        Assert.Equal(VerdictKind.Pass, Ask(Given.AtLeast(0.1), Given.Sequential).Next(8, key => Sales(key, 10_000, 1000))[0].Kind);
    }

    [Fact]
    public void Relative_ComparesWithAPartOfTheBaselinesMean()
    {
        // 5 % less than the baseline, 10 % allowed, many requests: safe. 30 % less: harm.
        Assert.Equal(VerdictKind.Pass, Relative(950).Kind);
        Assert.Equal(VerdictKind.Fail, Relative(700).Kind);
        CheckVerdict Relative(double sales) =>
            Ask(Given.Relative(0.1), Given.Sequential).Next(40, key => Sales(key, 10_000, key.Arm == Arm.Canary ? sales : 1000))[0];
    }

    [Fact]
    public void Relative_AbsentBaseline_LosesNoValidity()
    {
        // While the baseline is not scraped the canary's counts are left out of the comparison.
        Looks looks = Ask(Given.Relative(0.1), Given.Sequential);
        looks.Next(8, key => Sales(key, 10_000, 1000));
        double before = looks.Verdicts[0].LogHarm;
        looks.Next(1, key => key.Arm == Arm.Baseline ? double.NaN : Sales(key, 10_000, 0));
        Assert.Equal(before, looks.Verdicts[0].LogHarm, 1e-12);
    }

    [Fact]
    public void Latency_HigherIsWorse()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(new Metric.LatencyMean(), Given.AtMost(0.1), Given.Sequential))));
        Assert.Equal(VerdictKind.Pass, looks.Next(8, key => Slow(key, 0.07))[0].Kind);
        looks = new(looks.Policy);
        Assert.Equal(VerdictKind.Fail, looks.Next(8, key => Slow(key, 0.16))[0].Kind);
    }

    [Fact]
    public void BurnIn_OfFiveHundredTrials_HoldsEverythingBack()
    {
        CheckVerdict verdict = Ask(Given.AtLeast(0.1), Given.Sequential).Next(1, key => Sales(key, 499, 50))[0];
        Assert.Equal((VerdictReason.TooFewSamples, 499.0, 500.0, 0.0), (verdict.Reason, verdict.Had, verdict.Needed, verdict.LogSafety));
        CheckVerdict fixedSample = Ask(Given.AtLeast(0.1), Given.Newcombe).Next(1, key => Sales(key, 99, 50))[0];
        Assert.Equal((VerdictReason.TooFewSamples, 99.0, 100.0), (fixedSample.Reason, fixedSample.Had, fixedSample.Needed));
    }

    [Fact]
    public void Relative_AtTheEdge_IsFalselyShownToBeWorseInAtMostFivePercent()
    {
        // Sales come by luck: 3 % of 100 requests a look on the canary, 900 on the baseline, 400 looks, the same on both arms, against "not worse at all":
        // skewed values against smaller means. Of 2,000 rollouts a binomial count at 5 % exceeds the bound with probability 1e-6.
        int failed = 0;
        for (int rollout = 0; rollout < 2000; rollout++)
        {
            Xoshiro256 random = StreamKey.Root(77).With(rollout).Open();
            Looks looks = Ask(Given.Relative(0), Given.Sequential);
            for (int look = 0; look < 400; look++)
            {
                double canary = BinomialSampler.Draw(ref random, 100, 0.03);
                double baseline = BinomialSampler.Draw(ref random, 900, 0.03);
                if (looks.Next(1, key => key.Arm == Arm.Canary ? Sales(key, 100, canary) : Sales(key, 900, baseline))[0].Kind != VerdictKind.Fail)
                    continue;
                failed++;
                break;
            }
        }

        Assert.True(BinomialDistribution.AtLeast(failed, 2000, 0.05) > 1e-6, $"{failed} of 2000");
    }

    [Fact]
    public void Margin_InPoints_IsRefused() => Assert.Equal(
        "a margin for business.revenue is relative to the baseline: write a percentage such as 20%, not percentage points",
        Assert.Single(Given.Refused(Given.Policy(Given.Check(Revenue, Given.Points(0.1), Given.Sequential)))).Message);

    [Fact]
    public void Squares_AnyObservations_AreAnUpperBound() => Gen.Double[0, 3].Array[1, 200].Sample(values =>
    {
        double[] bounds = [0.3, 0.5, 1, 1.5];
        double[] counts = [values.Sum(), values.Length, .. bounds.Select(bound => values.Count(value => value <= bound))];
        double squares = new MeanDefinition(0, 1, 1, [2, 3, 4, 5], [.. bounds]).SquaresOf(counts);
        return squares >= values.Sum(value => value * value) * (1 - 1e-12);
    });

    private static Looks Ask(Requirement requirement, CheckMethod method) => new(Given.Bind(Given.Policy(Given.Check(Revenue, requirement, method))));

    /// <summary>Requests of which some bring 5; bounds 0, 1, 10, 100.</summary>
    private static double Sales(CounterKey key, double requests, double sales) => key switch
    {
        { Kind: CounterKind.Requests or CounterKind.RevenueCount } => requests,
        { Kind: CounterKind.RevenueSum } => 5 * sales,
        { Kind: CounterKind.RevenueBucket, Bound: 0 or 1 } => requests - sales,
        _ => requests,
    };

    /// <summary>1,000 requests that all take so long.</summary>
    private static double Slow(CounterKey key, double seconds) => key.Kind switch
    {
        CounterKind.Requests => 1000,
        CounterKind.LatencySum => 1000 * seconds,
        _ => Given.Telemetry.LatencyBounds[key.Bound] >= seconds ? 1000 : 0,
    };
}
