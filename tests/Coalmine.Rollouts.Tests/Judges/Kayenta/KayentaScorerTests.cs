using System.Collections.Immutable;
using Coalmine.Rollouts.Judges.Kayenta;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>From labels to a score; each expected score follows by hand from the rules of the reference's section 5.</summary>
public sealed class KayentaScorerTests
{
    private static readonly Dictionary<string, double> NoWeights = [];

    [Fact]
    public void LoneError_Passes_AndFailsInTheCorrectedJudge()
    {
        Assert.Equal(100, Score(NoWeights, One(KayentaLabel.Error)).Value);
        Assert.Equal(0, Corrected(NoWeights, One(KayentaLabel.Error)).Value);
    }

    [Fact]
    public void HalfWithoutData_IsNothing_AndJustUnderHalfIsEverything()
    {
        KayentaScored[] half = [One(KayentaLabel.Pass), One(KayentaLabel.NoData)];
        Assert.Equal((0, KayentaZero.TooLittleData), (Score(NoWeights, half).Value, Score(NoWeights, half).Zero));
        Assert.Equal(100, Score(NoWeights, [.. half, One(KayentaLabel.Pass)]).Value);
    }

    [Fact]
    public void MissingDataThatFailsAMetric_AndErrors_AreNoMissingData()
    {
        KayentaScore score = Score(NoWeights, One(KayentaLabel.NoDataFails), One(KayentaLabel.NoDataFails), One(KayentaLabel.Error), One(KayentaLabel.Pass));
        Assert.Equal((33.33, KayentaZero.None), (score.Value, score.Zero));
    }

    [Fact]
    public void CriticalMetric_ThatDidNotPass_ForcesZero_AndTheGroupsAreShownAllTheSame()
    {
        KayentaScore score = Score(NoWeights, One(KayentaLabel.Pass), One(KayentaLabel.Pass), One(KayentaLabel.NoData) with { IsCritical = true });
        Assert.Equal((0, KayentaZero.CriticalMetric), (score.Value, score.Zero));
        Assert.Equal([new KayentaGroupScore("g", 100, true)], score.Groups);
        Assert.Equal(100, Score(NoWeights, One(KayentaLabel.Pass) with { IsCritical = true }).Value);
    }

    [Fact]
    public void MutedMetric_IsAsIfItWereNotThere()
    {
        KayentaScored muted = One(KayentaLabel.High) with { IsMuted = true, IsCritical = true };
        Assert.Equal(100, Score(NoWeights, One(KayentaLabel.Pass), muted).Value);
        Assert.Equal(0, Score(NoWeights, muted).Value);
        Assert.Empty(Score(NoWeights, muted).Groups);
    }

    [Fact]
    public void GroupWithoutScores_CountsAsAHundred_AndAsNothingInTheCorrectedJudge()
    {
        Dictionary<string, double> weights = new() { ["a"] = 60, ["b"] = 40 };
        KayentaScored[] metrics = [In(KayentaLabel.High, "a"), In(KayentaLabel.Pass, "a"), In(KayentaLabel.NoData, "b")];
        Assert.Equal(70, Score(weights, metrics).Value);
        Assert.Equal(30, Corrected(weights, metrics).Value);
    }

    [Fact]
    public void Weights_ThatDoNotFillAHundred_AreLost_AndThoseBeyondItCount()
    {
        KayentaScored[] metrics = [In(KayentaLabel.Pass, "a"), In(KayentaLabel.Pass, "b")];
        Dictionary<string, double> low = new() { ["a"] = 40, ["b"] = 40 }, high = new() { ["a"] = 80, ["b"] = 80 }, absent = new() { ["a"] = 50, ["c"] = 50 };
        Assert.Equal(80, Score(low, metrics).Value);
        Assert.Equal(160, Score(high, metrics).Value);
        Assert.Equal(50, Score(absent, metrics).Value);
        Assert.All([low, high], weights => Assert.Equal(100, Corrected(weights, metrics).Value));
    }

    [Fact]
    public void GroupsWithoutAWeight_ShareWhatIsLeft()
    {
        KayentaScored[] metrics = [In(KayentaLabel.Pass, "a"), In(KayentaLabel.High, "b"), In(KayentaLabel.Pass, "c")];
        Assert.Equal(70, Score(new() { ["a"] = 40 }, metrics).Value);
        Assert.Equal(100, Score(new() { ["a"] = 100 }, metrics).Value);
        Assert.Equal(66.67, Score(NoWeights, metrics).Value);
    }

    [Fact]
    public void MetricInTwoGroups_CountsInBoth_AndInNoneForNothing()
    {
        Dictionary<string, double> weights = new() { ["a"] = 50, ["b"] = 50 };
        Assert.Equal(25, Score(weights, In(KayentaLabel.High, "a", "b"), In(KayentaLabel.Pass, "a")).Value);
        Assert.Equal(0, Score(NoWeights, In(KayentaLabel.Pass)).Value);
        Assert.Equal(0, Score(NoWeights).Value);
        Assert.Equal(KayentaZero.None, Score(NoWeights).Zero);
    }

    [Fact]
    public void Score_IsRoundedByTheDigitsItIsWrittenWith()
    {
        // The double nearest to 2.675 lies below it: rounded as a binary number it would be 2.67.
        Assert.Equal(2.68, Score(new() { ["a"] = 2.675 }, In(KayentaLabel.Pass, "a")).Value);
    }

    [Theory]
    [InlineData(95, KayentaScoreLabel.Pass)]
    [InlineData(94.99, KayentaScoreLabel.Marginal)]
    [InlineData(75, KayentaScoreLabel.Marginal)]
    [InlineData(74.99, KayentaScoreLabel.Fail)]
    public void Label_AtAThreshold_IsTheBetterOne(double score, KayentaScoreLabel label) =>
        Assert.Equal(label, new KayentaScore(score, KayentaZero.None, []).Label(95, 75));

    [Theory]
    [InlineData(75, true, false)]
    [InlineData(75.01, false, false)]
    [InlineData(74.99, true, true)]
    public void Run_EndsAtTheMarginalScore_AndInTheCorrectedJudgeOnlyBelow(double score, bool ends, bool endsCorrected)
    {
        KayentaThresholds thresholds = new(75, 95);
        Assert.Equal((ends, endsCorrected), (thresholds.Stop(score, KayentaMode.Faithful), thresholds.Stop(score, KayentaMode.Corrected)));
    }

    [Theory]
    [InlineData(95, 75.0, 95.0, true)]
    [InlineData(85, 75.0, 95.0, false)]
    [InlineData(85, 75.0, null, true)]
    [InlineData(75, 75.0, null, false)]
    [InlineData(10, null, 95.0, false)]
    [InlineData(0, null, null, true)]
    public void LastScore_PassesAbove_TheThresholdsThatThereAre(double score, double? marginal, double? pass, bool passes) =>
        Assert.Equal(passes, new KayentaThresholds(marginal, pass).Accept(score, KayentaMode.Faithful));

    private static KayentaScored One(KayentaLabel label) => In(label, "g");

    private static KayentaScored In(KayentaLabel label, params ImmutableArray<string> groups) => new(label, false, false, groups);

    private static KayentaScore Score(Dictionary<string, double> weights, params KayentaScored[] metrics) =>
        KayentaScorer.Score(metrics, weights, KayentaMode.Faithful);

    private static KayentaScore Corrected(Dictionary<string, double> weights, params KayentaScored[] metrics) =>
        KayentaScorer.Score(metrics, weights, KayentaMode.Corrected);
}
