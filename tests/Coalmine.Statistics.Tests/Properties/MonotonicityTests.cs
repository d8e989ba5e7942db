using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Properties;

/// <summary>One more error of the canary never speaks for the canary. Every table of small arms, and random large ones from a fixed seed.</summary>
public sealed class MonotonicityTests
{
    private const double Slack = 1e-10;
    private static readonly double Z = NormalDistribution.UpperQuantile(0.05);

    private static readonly Gen<(long X1, long N1, long X2, long N2)> Arms =
        Gen.Select(Gen.Long[2, 3000], Gen.Long[2, 30000], Gen.Double[0, 1], Gen.Double[0, 1], (n1, n2, share1, share2) =>
            ((long)Math.Floor(share1 * share1 * (n1 - 1)), n1, (long)Math.Round(share2 * share2 * n2), n2));

    [Fact]
    public void Tests_OneMoreCanaryError_HarmMoreSignificant() => Arms.Sample(
        arms =>
        {
            (long x1, long n1, long x2, long n2) = arms;
            return FisherExact.Test(x1 + 1, n1, x2, n2).Greater <= FisherExact.Test(x1, n1, x2, n2).Greater + Slack
                && TwoProportions.Pooled(x1 + 1, n1, x2, n2).Z >= TwoProportions.Pooled(x1, n1, x2, n2).Z - Slack
                && NonInferiority.FarringtonManning(x1 + 1, n1, x2, n2, 0.02).Z >= NonInferiority.FarringtonManning(x1, n1, x2, n2, 0.02).Z - 1e-8;
        },
        iter: 500,
        seed: "0000000000201");

    [Fact]
    public void Unconditional_EveryTableOfSmallArms_FallsWithCanaryErrorsAndRisesWithBaselineErrors()
    {
        for (int x2 = 0; x2 < 6; x2++)
        {
            for (int x1 = 0; x1 < 4; x1++)
            {
                double p = UnconditionalExact.BarnardGreater(x1, 4, x2, 6), boschloo = UnconditionalExact.BoschlooGreater(x1, 4, x2, 6);
                Assert.True(UnconditionalExact.BarnardGreater(x1 + 1, 4, x2, 6) <= p + Slack);
                Assert.True(UnconditionalExact.BarnardGreater(x1, 4, x2 + 1, 6) >= p - Slack);
                Assert.True(UnconditionalExact.BoschlooGreater(x1 + 1, 4, x2, 6) <= boschloo + Slack);
                Assert.True(UnconditionalExact.BoschlooGreater(x1, 4, x2 + 1, 6) >= boschloo - Slack);
            }
        }
    }

    [Fact]
    public void Intervals_OneMoreCanaryError_BothEndsRise() => Arms.Sample(
        arms =>
        {
            (long x1, long n1, long x2, long n2) = arms;
            return Rises(Wilson.Interval(x1, n1, Z), Wilson.Interval(x1 + 1, n1, Z))
                && Rises(ClopperPearson.Interval(x1, n1, 0.9), ClopperPearson.Interval(x1 + 1, n1, 0.9))
                && Rises(Jeffreys.Interval(x1, n1, 0.9), Jeffreys.Interval(x1 + 1, n1, 0.9))
                && Rises(MiettinenNurminen.Difference(x1, n1, x2, n2, Z), MiettinenNurminen.Difference(x1 + 1, n1, x2, n2, Z))
                && Rises(ScoreRatio.Interval(x1, n1, x2, n2, Z), ScoreRatio.Interval(x1 + 1, n1, x2, n2, Z))
                && Rises(BernoulliConfidenceSequence.Interval(x1, n1, 0.05, 100), BernoulliConfidenceSequence.Interval(x1 + 1, n1, 0.05, 100));
        },
        iter: 500,
        seed: "0000000000202");

    [Fact]
    public void Evidence_AnErrorMovedToTheCanary_HarmGrowsAndSafetyFalls() => Gen.Select(Gen.Int[1, 400], Gen.Double[0, 1], Gen.Double[0.01, 0.9]).Sample(
        (n, share, weight) =>
        {
            double x = Math.Floor(share * n * 0.999);
            ErrorStage[] before = [new(x, n, weight)], after = [new(x + 1, n, weight)];
            return StagedErrorShare.LogHarm(after, 1.2) > StagedErrorShare.LogHarm(before, 1.2)
                && StagedErrorShare.LogSafety(after, 1.5) < StagedErrorShare.LogSafety(before, 1.5)
                && OneSidedErrorShare.LogE(x + 1, n, weight, 2, 5) > OneSidedErrorShare.LogE(x, n, weight, 2, 5)
                && new RateRatioTest(1, 2, 0.05, 0.1).LogLikelihoodRatio(after) > new RateRatioTest(1, 2, 0.05, 0.1).LogLikelihoodRatio(before);
        },
        iter: 500,
        seed: "0000000000203");

    [Fact]
    public void Intervals_MoreConfidence_AreWider() => Arms.Sample(
        arms =>
        {
            (long x1, long n1, long x2, long n2) = arms;
            return Contains(Wilson.Interval(x1, n1, 2.5), Wilson.Interval(x1, n1, 1.5))
                && Contains(MiettinenNurminen.Difference(x1, n1, x2, n2, 2.5), MiettinenNurminen.Difference(x1, n1, x2, n2, 1.5))
                && Contains(ScoreRatio.Interval(x1, n1, x2, n2, 2.5), ScoreRatio.Interval(x1, n1, x2, n2, 1.5))
                && Contains(ClopperPearson.Interval(x1, n1, 0.99), ClopperPearson.Interval(x1, n1, 0.8))
                && Contains(BernoulliConfidenceSequence.Interval(x1, n1, 0.01, 50), BernoulliConfidenceSequence.Interval(x1, n1, 0.1, 50));
        },
        iter: 500,
        seed: "0000000000204");

    [Fact]
    public void Ranks_OneValueRaised_SuperiorityDoesNotFall() => Gen.Select(Gen.Double[0, 10].Array[3, 15], Gen.Double[0, 10].Array[3, 15], Gen.Double[0, 5]).Sample(
        (x, y, raise) =>
        {
            double[] raised = [x[0] + raise, .. x[1..]];
            return MannWhitney.Of(raised, y).U >= MannWhitney.Of(x, y).U && HodgesLehmann.Shift(raised, y) >= HodgesLehmann.Shift(x, y);
        },
        iter: 500,
        seed: "0000000000205");

    private static bool Rises(Interval before, Interval after) => after.Lower >= before.Lower - Slack && (after.Upper >= before.Upper - Slack || double.IsInfinity(before.Upper));

    private static bool Contains(Interval wide, Interval narrow) => wide.Lower <= narrow.Lower + Slack && wide.Upper >= narrow.Upper - Slack;
}
