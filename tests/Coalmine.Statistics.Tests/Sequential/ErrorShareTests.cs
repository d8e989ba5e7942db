using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>An e-process has mean at most 1 under its null: summed exactly over all outcomes of one stage, with no sampling.</summary>
public sealed class ErrorShareTests
{
    private static readonly Gen<(int N, double Weight, double Ratio, double Margin)> Stages =
        Gen.Select(Gen.Int[1, 80], Gen.Double[0.01, 0.9], Gen.Double[0.2, 1], Gen.Double[1, 3]);

    [Fact]
    public void StagedHarm_AtOrBelowTheMargin_HasMeanAtMostOne() => Stages.Sample(
        s => Mean(s.N, Share(s.Weight, s.Ratio * s.Margin), x => StagedErrorShare.LogHarm([new ErrorStage(x, s.N, s.Weight)], s.Margin)) <= 1 + 1e-9,
        iter: 1000,
        seed: "0000000000031");

    [Fact]
    public void StagedSafety_AtOrAboveTheMargin_HasMeanAtMostOne() => Stages.Sample(
        s => Mean(s.N, Share(s.Weight, s.Margin / s.Ratio), x => StagedErrorShare.LogSafety([new ErrorStage(x, s.N, s.Weight)], s.Margin)) <= 1 + 1e-9,
        iter: 1000,
        seed: "0000000000032");

    [Fact]
    public void OneSided_AtOrBelowTheNullShare_HasMeanAtMostOne() => Stages.Sample(
        s => Mean(s.N, s.Weight * s.Ratio, x => OneSidedErrorShare.LogE(x, s.N, s.Weight, 10 * s.Weight, 10 * (1 - s.Weight))) <= 1 + 1e-9,
        iter: 1000,
        seed: "0000000000033");

    [Fact]
    public void Multinomial_AtTheNullShare_HasMeanOne() => Stages.Sample(
        s => Math.Abs(Mean(s.N, s.Weight, x => MultinomialMixture.LogE([x, s.N - x], [s.Weight, 1 - s.Weight], 100)) - 1) < 1e-9,
        iter: 1000,
        seed: "0000000000034");

    [Fact]
    public void StagedHarm_SplitStages_AddsUp()
    {
        ErrorStage[] whole = [new(12, 100, 0.1)];
        ErrorStage[] split = [new(5, 40, 0.1), new(7, 60, 0.1)];
        Assert.Equal(StagedErrorShare.LogHarm(whole, 1.5), StagedErrorShare.LogHarm(split, 1.5), 1e-12);
    }

    [Fact]
    public void StagedSafety_NoMemberBelowTheMargin_NeverHoldsEvidence() => Assert.Equal(0, StagedErrorShare.LogSafety([new ErrorStage(0, 1000, 0.5)], 0.3));

    private static double Share(double weight, double ratio) => weight * ratio / ((weight * ratio) + 1 - weight);

    private static double Mean(int n, double share, Func<int, double> logE)
    {
        double sum = 0;
        for (int x = 0; x <= n; x++)
            sum += Math.Exp(BinomialDistribution.LogProbability(x, n, share) + logE(x));
        return sum;
    }
}
