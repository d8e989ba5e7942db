using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>The rules across checks and stages.</summary>
public sealed class EvaluatorTests
{
    private static readonly EvidenceMinimum Minimum = new(1000, TimeSpan.FromMinutes(5));

    [Fact]
    public void Fail_OutranksAPassOfTheSameCheck()
    {
        // Long good: safety is shown beyond doubt. Then harm: the pass would stand for hours, the fail comes first.
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), Given.Sequential))));
        for (int i = 0; i < 100; i++)
            looks.Next(8, Looks.Errors(10, 1000, 90, 9000));
        Assert.Equal(VerdictKind.Pass, looks.Verdicts[0].Kind);
        int until = 0;
        while (looks.Verdicts[0].Kind != VerdictKind.Fail && until++ < 20)
            looks.Next(1, Looks.Errors(60, 1000, 90, 9000));
        Assert.Equal((VerdictKind.Fail, VerdictReason.HarmShown), (looks.Verdicts[0].Kind, looks.Verdicts[0].Reason));
        Assert.True(looks.Verdicts[0].LogSafety > Math.Log(20));
        Assert.Equal((0, false), (looks.Summary.Failing, looks.Summary.AllPass));
    }

    [Fact]
    public void Harm_IsWeighedByTheMeanOverTheSequentialChecks()
    {
        // Errors worsen by a third, conversions are fine, and a fixed check does not count in the mean.
        BoundPolicy policy = Given.Bind(Given.Policy(
            Given.Check(Given.Conversion, Given.Relative(0.2), Given.Sequential),
            Given.Check(Given.Errors, Given.Relative(0), Given.Sequential),
            Given.Check(Given.Accuracy, Given.AtLeast(0.5), Given.Sequential),
            Given.Check(Given.Errors, Given.AtMost(0.9), Given.Newcombe)));
        Looks looks = new(policy);
        bool wasAloneAboveOneOverAlpha = false;
        for (int look = 0; look < 500 && looks.Summary.Failing <= 0; look++)
        {
            looks.Next(look == 0 ? 8 : 1, key => (key.Kind, key.Arm) switch
            {
                (CounterKind.Requests, Arm.Canary) => 100,
                (CounterKind.Requests, _) => 900,
                (CounterKind.Errors, Arm.Canary) => 2,
                (CounterKind.Errors, _) => 9,
                (CounterKind.Conversions, Arm.Canary) => 10,
                (CounterKind.Conversions, _) => 90,
                (CounterKind.Labelled, _) => 20,
                (CounterKind.Right, _) => 19,
                _ => 0,
            });
            double mean = looks.Verdicts[..3].Average(verdict => Math.Exp(verdict.LogHarm));
            Assert.Equal(mean >= 20, looks.Summary.Failing >= 0);
            wasAloneAboveOneOverAlpha |= mean < 20 && looks.Verdicts[1].LogHarm > Math.Log(20);
        }

        Assert.Equal(1, looks.Summary.Failing);
        Assert.True(wasAloneAboveOneOverAlpha);
    }

    [Fact]
    public void Harm_OfTwoChecksTogether_NamesTheLargest_AndSaysTogether()
    {
        // The same question twice: each needs 40 alone, both together need 20 each.
        Check check = Given.Check(Given.Errors, Given.Relative(0), Given.Sequential);
        Looks looks = new(Given.Bind(Given.Policy(check, check with { Name = "again" })));
        for (int look = 0; look < 500 && looks.Summary.Failing < 0 || look == 0; look++)
            looks.Next(look == 0 ? 8 : 1, Looks.Errors(1.5, 100, 9, 900));
        Assert.Equal((0, VerdictReason.HarmShownTogether), (looks.Summary.Failing, looks.Verdicts[0].Reason));
        Assert.InRange(looks.Verdicts[0].LogHarm, Math.Log(20), Math.Log(40));
        Assert.Equal(VerdictKind.Inconclusive, looks.Verdicts[1].Kind);
    }

    [Fact]
    public void Minimum_OfSamples_HoldsAPassBack_InBothArms()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), Given.Sequential, Minimum))));
        CheckVerdict few = looks.Next(30, Looks.Errors(0.3, 30, 30, 3000))[0];
        Assert.Equal((VerdictReason.TooFewSamples, 900.0, 1000.0), (few.Reason, few.Had, few.Needed));
        Assert.Equal(VerdictReason.TooFewSamples, new Looks(looks.Policy).Next(30, Looks.Errors(30, 3000, 0.3, 30))[0].Reason);
    }

    [Fact]
    public void Minimum_OfDuration_HoldsAPassBack()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), Given.Sequential, Minimum))));
        CheckVerdict early = looks.Next(19, Looks.Errors(10, 1000, 90, 9000))[0];
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.TooEarly, 285.0, 300.0), (early.Kind, early.Reason, early.Had, early.Needed));
        Assert.Equal(VerdictKind.Pass, looks.Next(1, Looks.Errors(10, 1000, 90, 9000))[0].Kind);
    }

    [Fact]
    public void Minimum_NotReached_DoesNotHoldAFailBack()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(0), Given.Sequential, Minimum))));
        Assert.Equal(VerdictKind.Fail, looks.Next(8, Looks.Errors(50, 100, 9, 900))[0].Kind);
    }

    [Fact]
    public void Dispersion_NotYetKnown_HoldsEverythingBack()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(0), Given.Sequential))));
        CheckVerdict verdict = looks.Next(3, Looks.Errors(50, 100, 9, 900))[0];
        Assert.Equal((VerdictReason.DispersionUnknown, 0.0), (verdict.Reason, verdict.LogHarm));

        // More windows bring the answer, with all that has waited.
        Assert.Equal(VerdictKind.Fail, looks.Next(5, Looks.Errors(50, 100, 9, 900))[0].Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoScrapeOfTheCanary_IsNoData(bool isSequential)
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), isSequential ? Given.Sequential : Given.Newcombe))));
        looks.Next(8, Looks.Errors(10, 1000, 90, 9000));
        Assert.False(looks.Summary.HasNoData);
        looks.Next(1, key => key.Arm == Arm.Canary ? double.NaN : 1000);
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.NoData), (looks.Verdicts[0].Kind, looks.Verdicts[0].Reason));
        Assert.True(looks.Summary.HasNoData);
        looks.Next(0, _ => 0);
        Assert.True(looks.Summary.HasNoData);
    }

    [Fact]
    public void NoScrapeOfTheCanary_UnderMissingPass_Passes()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), Given.Sequential, missing: MissingRule.Pass.Rule))));
        looks.Next(0, _ => 0);
        looks.Next(1, key => key.Arm == Arm.Canary ? double.NaN : 1000);
        Assert.Equal((VerdictKind.Pass, VerdictReason.MissingPasses), (looks.Verdicts[0].Kind, looks.Verdicts[0].Reason));
        Assert.Equal((false, true), (looks.Summary.HasNoData, looks.Summary.AllPass));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AtFullWeight_RelativeChecksKeepTheirVerdict_AndLimitsAreStillJudged(bool missingPasses)
    {
        MissingRule missing = missingPasses ? MissingRule.Pass.Rule : MissingRule.Inconclusive.Rule;
        Looks looks = new(Given.Bind(Given.Policy(
            Given.Check(Given.Errors, Given.Relative(1), Given.Sequential, missing: missing), Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential))));
        looks.Next(40, Looks.Errors(10, 1000, 90, 9000));
        Assert.True(looks.Summary.AllPass);
        looks.BaselineServes = false;
        looks.State.Ledger.BeginStep();
        double before = looks.Verdicts[0].LogHarm;
        looks.Next(20, Looks.Errors(150, 10_000, 0, 0));
        Assert.Equal((VerdictKind.Pass, VerdictReason.LastVerdictKept), (looks.Verdicts[0].Kind, looks.Verdicts[0].Reason));
        Assert.Equal(before, looks.Verdicts[0].LogHarm);
        Assert.Equal(VerdictReason.SafetyShown, looks.Verdicts[1].Reason);
        looks.Next(20, Looks.Errors(400, 10_000, 0, 0));
        Assert.Equal((1, VerdictKind.Pass), (looks.Summary.Failing, looks.Verdicts[0].Kind));
    }

    [Fact]
    public void AtFullWeight_WithTheCanaryUnseen_KeptVerdictsAreNoData()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(1), Given.Sequential))));
        looks.Next(40, Looks.Errors(10, 1000, 90, 9000));
        looks.BaselineServes = false;
        looks.Next(20, _ => double.NaN);
        Assert.Equal(VerdictReason.LastVerdictKept, looks.Verdicts[0].Reason);
        Assert.True(looks.Summary.HasNoData);
    }

    [Fact]
    public void InTheShadowStage_ChecksOfOwnRequestsHaveNothingToSay()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        Looks looks = new(Given.Bind(Given.Policy(
            plan, Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential), Given.Check(new Metric.Disagreement(), Given.AtMost(0.05), Given.Sequential))))
        { IsShadow = true };
        looks.Next(40, key => key.Kind switch { CounterKind.PairsCompared => 100, CounterKind.PairsDisagreeing => 1, _ => 0 });
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.LastVerdictKept), (looks.Verdicts[0].Kind, looks.Verdicts[0].Reason));
        Assert.Equal((VerdictKind.Pass, VerdictReason.SafetyShown), (looks.Verdicts[1].Kind, looks.Verdicts[1].Reason));
        Assert.False(looks.Summary.HasNoData);
        looks.IsShadow = false;
        looks.Next(40, Looks.Errors(10, 1000, 90, 9000));
        Assert.Equal((VerdictKind.Pass, VerdictReason.LastVerdictKept), (looks.Verdicts[1].Kind, looks.Verdicts[1].Reason));
        Assert.True(looks.Summary.AllPass);
    }

    [Fact]
    public void Labels_ThatHaveNotComeYet_AreTooFew_NotNoData()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Sequential))));
        Assert.Equal(VerdictReason.TooFewSamples, looks.Next(8, _ => 0)[0].Reason);
        Assert.False(looks.Summary.HasNoData);
    }
}
