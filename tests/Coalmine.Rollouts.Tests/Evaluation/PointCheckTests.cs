using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>
/// Thresholds on answers. The expectations of the script are those of the guide's Python: <c>x if result else 0</c> (accuracy: 1.0), then comparisons in
/// which NaN is neither above nor below anything.
/// </summary>
public sealed class PointCheckTests
{
    private static readonly QueryAnswer None = QueryAnswer.NoData;
    private static readonly QueryAnswer NaN = QueryAnswer.Of(double.NaN);

    [Theory]
    [InlineData(0.199, VerdictKind.Pass)]
    [InlineData(0.2, VerdictKind.Pass)]
    [InlineData(0.201, VerdictKind.Fail)]
    public void Limit_IsStrict(double latency, VerdictKind expected)
    {
        CheckVerdict verdict = Judge(Given.P99, Given.AtMost(0.2), null, QueryAnswer.Of(latency));
        Assert.Equal((expected, Guarantee.Heuristic, 0.2), (verdict.Kind, verdict.Guarantee, verdict.Margin));
        Assert.Equal(expected == VerdictKind.Pass ? VerdictReason.WithinThreshold : VerdictReason.BeyondThreshold, verdict.Reason);
    }

    [Theory]
    [InlineData(0.949, VerdictKind.Fail)]
    [InlineData(0.95, VerdictKind.Pass)]
    public void Limit_FromBelow_IsStrict(double accuracy, VerdictKind expected) =>
        Assert.Equal(expected, Judge(Given.Accuracy, Given.AtLeast(0.95), null, QueryAnswer.Of(accuracy)).Kind);

    [Theory]
    [InlineData(0.12, VerdictKind.Pass)]
    [InlineData(0.121, VerdictKind.Fail)]
    public void Relative_HigherIsWorse_AllowsTheBaselineTimesOnePlusTheFraction(double canary, VerdictKind expected) =>
        Assert.Equal(expected, Judge(Given.P99, Given.Relative(0.2), null, QueryAnswer.Of(canary), QueryAnswer.Of(0.1)).Kind);

    [Theory]
    [InlineData(0.9505, VerdictKind.Pass)]
    [InlineData(0.9503, VerdictKind.Fail)]
    public void Relative_HigherIsBetter_AllowsTheBaselineTimesOneMinusTheFraction(double canary, VerdictKind expected) =>
        // 0.96 · 0.99 = 0.9504.
        Assert.Equal(expected, Judge(Given.Accuracy, Given.Relative(0.01), null, QueryAnswer.Of(canary), QueryAnswer.Of(0.96)).Kind);

    [Theory]
    [InlineData(0.0149, VerdictKind.Pass)]
    [InlineData(0.0151, VerdictKind.Fail)]
    public void Points_AreAddedToTheBaseline(double canary, VerdictKind expected) =>
        Assert.Equal(expected, Judge(Given.Errors, Given.Points(0.005), null, QueryAnswer.Of(canary), QueryAnswer.Of(0.01)).Kind);

    [Fact]
    public void Missing_ByDefault_IsNoData()
    {
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.NoData), KindOf(Judge(Given.Errors, Given.AtMost(0.01), null, None)));
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.NoData), KindOf(Judge(Given.Errors, Given.AtMost(0.01), null, NaN)));
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.NoData), KindOf(Judge(Given.Errors, Given.Points(0.01), null, QueryAnswer.Of(0), None)));
    }

    [Fact]
    public void Missing_Pass_PassesAndSaysSo()
    {
        Assert.Equal((VerdictKind.Pass, VerdictReason.MissingPasses), KindOf(Judge(Given.Errors, Given.AtMost(0.01), MissingRule.Pass.Rule, None)));
        Assert.Equal((VerdictKind.Pass, VerdictReason.MissingPasses), KindOf(Judge(Given.Errors, Given.AtMost(0.01), MissingRule.Pass.Rule, NaN)));
    }

    [Fact]
    public void Error_IsNeverReadAsAnything()
    {
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.QueryFailed), KindOf(Judge(Given.Errors, Given.AtMost(0.01), MissingRule.Pass.Rule, QueryAnswer.Error)));
        Assert.Equal(
            (VerdictKind.Inconclusive, VerdictReason.QueryFailed),
            KindOf(Judge(Given.P99, Given.Relative(0.2), new MissingRule.ReadAs(0), QueryAnswer.Of(0.1), QueryAnswer.Error)));
    }

    [Fact]
    public void Script_NoLatency_IsZeroAndPasses() =>
        Assert.Equal((VerdictKind.Pass, VerdictReason.WithinThreshold), KindOf(Judge(Given.P99, Given.AtMost(0.2), new MissingRule.ReadAs(0), None)));

    [Fact]
    public void Script_NoAccuracy_IsOneAndPasses() =>
        Assert.Equal(VerdictKind.Pass, Judge(Given.Accuracy, Given.AtLeast(0.95), new MissingRule.ReadAs(1), None).Kind);

    [Fact]
    public void Script_NaN_NeverFails()
    {
        Assert.Equal(VerdictKind.Pass, Judge(Given.P99, Given.AtMost(0.2), new MissingRule.ReadAs(0), NaN).Kind);
        Assert.Equal(VerdictKind.Pass, Judge(Given.P99, Given.Relative(0.2), new MissingRule.ReadAs(0), QueryAnswer.Of(9), NaN).Kind);
        Assert.Equal(VerdictKind.Pass, Judge(Given.Accuracy, Given.Relative(0.01), new MissingRule.ReadAs(1), NaN, QueryAnswer.Of(0.9)).Kind);
    }

    [Fact]
    public void Script_NoBaseline_FailsEveryCanaryThatIsSlowerThanNothing() =>
        // canary > 0 * 1.2: the script's own trap, kept.
        Assert.Equal(VerdictKind.Fail, Judge(Given.P99, Given.Relative(0.2), new MissingRule.ReadAs(0), QueryAnswer.Of(0.05), None).Kind);

    [Fact]
    public void Script_NoBaselineAccuracy_IsReadAsPerfect() =>
        Assert.Equal(VerdictKind.Fail, Judge(Given.Accuracy, Given.Relative(0.01), new MissingRule.ReadAs(1), QueryAnswer.Of(0.97), None).Kind);

    [Fact]
    public void Script_AtFullWeight_StillComparesWithTheBaseline()
    {
        Looks looks = Ask(Given.P99, Given.Relative(0.2), new MissingRule.ReadAs(0), QueryAnswer.Of(0.05), QueryAnswer.Of(0.01));
        looks.BaselineServes = false;
        Assert.Equal(VerdictKind.Fail, looks.Next(0, _ => 0)[0].Kind);
    }

    [Fact]
    public void Relative_AtFullWeightWithoutAReading_KeepsItsVerdict()
    {
        Looks looks = Ask(Given.P99, Given.Relative(0.2), null, QueryAnswer.Of(0.05), QueryAnswer.Of(0.05));
        Assert.Equal(VerdictKind.Pass, looks.Next(0, _ => 0)[0].Kind);
        looks.BaselineServes = false;
        looks.Answers = [QueryAnswer.Of(0.9), None];
        Assert.Equal((VerdictKind.Pass, VerdictReason.LastVerdictKept), KindOf(looks.Next(0, _ => 0)[0]));
        Assert.False(looks.Summary.HasNoData);
    }

    private static (VerdictKind Kind, VerdictReason Reason) KindOf(CheckVerdict verdict) => (verdict.Kind, verdict.Reason);

    private static CheckVerdict Judge(Metric metric, Requirement requirement, MissingRule? missing, params QueryAnswer[] answers) =>
        Ask(metric, requirement, missing, answers).Next(0, _ => 0)[0];

    private static Looks Ask(Metric metric, Requirement requirement, MissingRule? missing, params QueryAnswer[] answers) =>
        new(Given.Bind(Given.Policy(Given.Check(metric, requirement, Given.Point, missing: missing)))) { Answers = answers };
}
