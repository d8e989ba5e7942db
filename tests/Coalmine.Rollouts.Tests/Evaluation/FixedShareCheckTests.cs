using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>
/// Fixed-sample checks end to end against the published intervals of the statistics reference 1.4, 1.5 and 1.7 (two-sided 95 %, that is one-sided 2.5 %
/// each), and their verdicts on both sides.
/// </summary>
public sealed class FixedShareCheckTests
{
    private static readonly Risk Each = new(0.025, 0.025);
    private static readonly CheckMethod MiettinenNurminen = new CheckMethod.Fixed(FixedForm.MiettinenNurminen, Multiplicity.None);

    [Fact]
    public void Difference_PublishedRow_IsNewcombes()
    {
        CheckVerdict verdict = Errors(Given.Points(0.01), Given.Newcombe, 12, 500, 80, 4500);
        Assert.Equal(-0.00486137281, verdict.Lower, 1e-10);
        Assert.Equal(0.0240403845, verdict.Upper, 1e-10);
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin, Guarantee.Asymptotic), (verdict.Kind, verdict.Reason, verdict.Guarantee));
    }

    [Fact]
    public void Difference_PublishedRow_IsMiettinenAndNurminens()
    {
        CheckVerdict verdict = Errors(Given.Points(0.01), MiettinenNurminen, 12, 500, 80, 4500);
        Assert.Equal(-0.00492915078, verdict.Lower, 1e-8);
        Assert.Equal(0.0240062891, verdict.Upper, 1e-8);
    }

    [Fact]
    public void Ratio_PublishedRow_IsTheScoreInterval()
    {
        CheckVerdict verdict = Errors(Given.Relative(0.2), Given.Newcombe, 20, 1000, 90, 9000);
        Assert.Equal(1.24143166, verdict.Lower, 1e-7);
        Assert.Equal(3.21259193, verdict.Upper, 1e-7);
        Assert.Equal((VerdictKind.Fail, VerdictReason.HarmShown), (verdict.Kind, verdict.Reason));
    }

    [Fact]
    public void Limit_PublishedRow_IsWilsons()
    {
        CheckVerdict verdict = Errors(Given.AtMost(0.02), Given.Newcombe, 10, 1000, 0, 1);
        Assert.Equal(0.00544075445, verdict.Lower, 1e-10);
        Assert.Equal(0.0183094689, verdict.Upper, 1e-10);
        Assert.Equal((VerdictKind.Pass, VerdictReason.SafetyShown), (verdict.Kind, verdict.Reason));
    }

    [Theory]
    [InlineData(0.005, VerdictKind.Fail)]
    [InlineData(0.01, VerdictKind.Inconclusive)]
    [InlineData(0.02, VerdictKind.Pass)]
    public void Limit_BeyondWithinOrInside_IsFailPassOrNeither(double limit, VerdictKind expected) =>
        Assert.Equal(expected, Errors(Given.AtMost(limit), Given.Newcombe, 10, 1000, 0, 1).Kind);

    [Theory]
    [InlineData(60, VerdictKind.Fail)]
    [InlineData(90, VerdictKind.Inconclusive)]
    [InlineData(110, VerdictKind.Pass)]
    public void Conversion_FewerAreWorse(double conversions, VerdictKind expected)
    {
        // Baseline 10 %, margin 1 point: below 9 % is worse than allowed.
        CheckVerdict verdict = Judge(Given.Check(Given.Conversion, Given.Points(0.01), Given.Newcombe), Each, Looks.Counts(
            CounterKind.Conversions, CounterKind.Requests, (conversions, 1000), (10_000, 100_000)));
        Assert.Equal(expected, verdict.Kind);
        Assert.Equal(-0.01, verdict.Margin);
    }

    [Fact]
    public void Conversion_TheEndThatShowsHarm_UsesTheRiskOfAFalseRollback()
    {
        CheckVerdict verdict = Judge(Given.Check(Given.Conversion, Given.AtLeast(0.5), Given.Newcombe), new Risk(0.001, 0.2), Looks.Counts(
            CounterKind.Conversions, CounterKind.Requests, (450, 1000), (0, 1)));
        Assert.Equal(Wilson.Interval(450, 1000, NormalDistribution.UpperQuantile(0.001)).Upper, verdict.Upper, 1e-12);
        Assert.Equal(Wilson.Interval(450, 1000, NormalDistribution.UpperQuantile(0.2)).Lower, verdict.Lower, 1e-12);
    }

    [Fact]
    public void Errors_TheEndThatShowsHarm_UsesTheRiskOfAFalseRollback()
    {
        CheckVerdict verdict = Judge(Given.Check(Given.Errors, Given.AtMost(0.5), Given.Newcombe), new Risk(0.001, 0.2), Looks.Errors(450, 1000, 0, 1));
        Assert.Equal(Wilson.Interval(450, 1000, NormalDistribution.UpperQuantile(0.001)).Lower, verdict.Lower, 1e-12);
        Assert.Equal(Wilson.Interval(450, 1000, NormalDistribution.UpperQuantile(0.2)).Upper, verdict.Upper, 1e-12);
    }

    [Theory]
    [InlineData(20, VerdictKind.Pass)]
    [InlineData(50, VerdictKind.Inconclusive)]
    [InlineData(90, VerdictKind.Fail)]
    public void Accuracy_WrongAnswersAreTheEvents(double wrong, VerdictKind expected) => Assert.Equal(expected, Judge(
        Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Newcombe), Each, Looks.Counts(CounterKind.Right, CounterKind.Labelled, (1000 - wrong, 1000), (0, 1))).Kind);

    [Fact]
    public void Bonferroni_DividesTheRiskOfHarmByTheFixedChecks()
    {
        CheckMethod method = new CheckMethod.Fixed(FixedForm.Newcombe, Multiplicity.Bonferroni);
        Looks looks = new(Given.Bind(Given.Policy(
            Given.Check(Given.Errors, Given.AtMost(0.02), method),
            Given.Check(Given.Errors, Given.Points(0.02), Given.Newcombe),
            Given.Check(Given.Errors, Given.Relative(1), Given.Sequential)) with
        { Risk = new Risk(0.05, 0.05) }));
        CheckVerdict verdict = looks.Next(1, Looks.Errors(10, 1000, 10, 1000))[0];
        Assert.Equal(Wilson.Interval(10, 1000, NormalDistribution.UpperQuantile(0.025)).Lower, verdict.Lower, 1e-12);
        Assert.Equal(Wilson.Interval(10, 1000, NormalDistribution.UpperQuantile(0.05)).Upper, verdict.Upper, 1e-12);
    }

    [Fact]
    public void MirroredPairs_InTheShadowStage_AreTangosInterval()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        Looks looks = new(Given.Bind(Given.Policy(plan, Given.Check(Given.Accuracy, Given.Points(0.01), Given.Newcombe)) with { Risk = Each })) { IsShadow = true };
        CheckVerdict verdict = looks.Next(1, key => key.Kind switch
        {
            CounterKind.PairsLabelled => 2000,
            CounterKind.PairsCanaryOnlyWrong => 70,
            CounterKind.PairsBaselineOnlyWrong => 20,
            _ => 0,
        })[0];
        Interval tango = TangoPaired.Difference(new PairedCounts(500, 70, 20, 1410), NormalDistribution.UpperQuantile(0.025));
        Assert.Equal(tango.Lower, verdict.Lower, 1e-12);
        Assert.Equal(tango.Upper, verdict.Upper, 1e-12);
        Assert.Equal((VerdictKind.Fail, true), (verdict.Kind, verdict.IsOfPairs));
    }

    [Fact]
    public void Evidence_OfEarlierSteps_DoesNotCount()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.AtMost(0.02), Given.Newcombe)) with { Risk = Each }));
        looks.Next(1, Looks.Errors(200, 1000, 0, 1));
        looks.State.Ledger.BeginStep();
        Assert.Equal(0.0183094689, looks.Next(1, Looks.Errors(10, 1000, 0, 1))[0].Upper, 1e-10);
    }

    private static CheckVerdict Errors(Requirement requirement, CheckMethod method, double x1, double n1, double x2, double n2) =>
        Judge(Given.Check(Given.Errors, requirement, method), Each, Looks.Errors(x1, n1, x2, n2));

    private static CheckVerdict Judge(Check check, Risk risk, Func<CounterKey, double> counts) =>
        new Looks(Given.Bind(Given.Policy(check) with { Risk = risk })).Next(1, counts)[0];
}
