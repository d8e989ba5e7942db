using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>
/// Every fixed-sample method by name, end to end through the evaluator, against published intervals (statistics reference, section 1; two-sided 95 %, that is
/// 2.5 % on each side) and R 4.2.2.
/// </summary>
public sealed class FixedFormTests
{
    private static readonly Risk Each = new(0.025, 0.025);

    [Theory]
    [InlineData(FixedForm.FarringtonManning, -0.004928263, 0.0240040867)] // Mee's interval: gsDesign 3.11.0 ciBinomial, reference 1.5
    [InlineData(FixedForm.MiettinenNurminen, -0.00492915078, 0.0240062891)]
    [InlineData(FixedForm.Newcombe, -0.00486137281, 0.0240403845)]
    public void Difference_IsThePublishedInterval(FixedForm form, double lower, double upper)
    {
        CheckVerdict verdict = Errors(form, Given.Points(0.01), 12, 500, 80, 4500);
        Assert.Equal(lower, verdict.Lower, 1e-8);
        Assert.Equal(upper, verdict.Upper, 1e-8);
        Assert.Equal(Guarantee.Asymptotic, verdict.Guarantee);
    }

    [Fact]
    public void Difference_ByWald_IsTheTextbooks()
    {
        // R 4.2.2 prop.test(c(12, 80), c(500, 4500), correct = FALSE)$conf.int: 0.006222222 ± 1.959964 · sqrt(.024·.976/500 + .0177778·.9822222/4500)
        CheckVerdict verdict = Errors(FixedForm.Wald, Given.Points(0.01), 12, 500, 80, 4500);
        double error = Math.Sqrt(0.024 * 0.976 / 500 + 80 / 4500.0 * (4420 / 4500.0) / 4500);
        Assert.Equal(12 / 500.0 - 80 / 4500.0 - 1.959963984540054 * error, verdict.Lower, 1e-12);
        Assert.Equal(12 / 500.0 - 80 / 4500.0 + 1.959963984540054 * error, verdict.Upper, 1e-12);
    }

    [Fact]
    public void Ratio_ByWald_IsKatz()
    {
        CheckVerdict verdict = Errors(FixedForm.Wald, Given.Relative(0.2), 20, 1000, 90, 9000);
        Assert.Equal(1.23745396, verdict.Lower, 1e-7); // statistics reference 1.7
        Assert.Equal(3.23244349, verdict.Upper, 1e-7);
    }

    [Theory]
    [InlineData(FixedForm.ClopperPearson, 0.00480551069, 0.0183132431, Guarantee.Exact)]
    [InlineData(FixedForm.Fisher, 0.00480551069, 0.0183132431, Guarantee.Exact)]
    [InlineData(FixedForm.Jeffreys, 0.00515270075, 0.0176663973, Guarantee.Asymptotic)]
    [InlineData(FixedForm.FarringtonManning, 0.00544075445, 0.0183094689, Guarantee.Asymptotic)]
    public void Limit_IsThePublishedInterval(FixedForm form, double lower, double upper, Guarantee guarantee)
    {
        CheckVerdict verdict = Errors(form, Given.AtMost(0.02), 10, 1000, 0, 1);
        Assert.Equal(lower, verdict.Lower, 1e-10); // statistics reference 1.4
        Assert.Equal(upper, verdict.Upper, 1e-10);
        Assert.Equal((VerdictKind.Pass, guarantee), (verdict.Kind, verdict.Guarantee));
    }

    [Theory]
    [InlineData(0.005, 0.0314652385113, double.NaN)] // R 4.2.2 binom.test(10, 1000, 0.005, alternative = "greater")
    [InlineData(0.02, double.NaN, 0.0102365481598)] // and (10, 1000, 0.02, alternative = "less")
    public void Limit_ByFisher_IsTheBinomialTail(double limit, double harm, double safety)
    {
        CheckVerdict verdict = Errors(FixedForm.Fisher, Given.AtMost(limit), 10, 1000, 0, 1);
        if (!double.IsNaN(harm))
            Assert.Equal(harm, verdict.HarmP, 1e-10);
        if (!double.IsNaN(safety))
            Assert.Equal(safety, verdict.SafetyP, 1e-10);
    }

    [Theory]
    // R 4.2.2: fisher.test(or = 1.5, alternative = "less"), and 1e-4 + fisher.test(or = r (1 - u) / (1 - r u), alternative = "greater") with
    // u = qbeta(1 - 1e-4, 91, 8910).
    [InlineData(20, 0.5, 0.151479734282, 0.90579441608, VerdictKind.Inconclusive)]
    [InlineData(5, 0.5, 0.998795542743, 0.00465750662323, VerdictKind.Pass)]
    [InlineData(20, 0.2, 0.0309941526146, 0.983881126163, VerdictKind.Inconclusive)]
    public void Ratio_ByFisher_IsTheConditionalTest(double canary, double margin, double harm, double safety, VerdictKind expected)
    {
        CheckVerdict verdict = Errors(FixedForm.Fisher, Given.Relative(margin), canary, 1000, 90, 9000);
        Assert.Equal(harm, verdict.HarmP, 1e-10);
        Assert.Equal(safety, verdict.SafetyP, 1e-10);
        Assert.Equal((expected, Guarantee.Exact), (verdict.Kind, verdict.Guarantee));
    }

    [Fact]
    public void Ratio_ByMidP_CountsHalfOfWhatWasSeen()
    {
        CheckVerdict exact = Errors(FixedForm.Fisher, Given.Relative(0.5), 5, 1000, 90, 9000);
        CheckVerdict mid = Errors(FixedForm.FisherMidP, Given.Relative(0.5), 5, 1000, 90, 9000);
        Assert.Equal(ConditionalOdds.Test(5, 1000, 90, 9000, 1.5).Observed / 2, exact.SafetyP - mid.SafetyP, 1e-12);
        Assert.Equal(Guarantee.Asymptotic, mid.Guarantee);
    }

    [Theory]
    [InlineData(40, 80, 0.1, 2)]
    [InlineData(30, 60, 0.3, 1.5)]
    [InlineData(60, 60, 0.02, 3)]
    public void Ratio_ByFisher_AtTheMarginItself_ErrsAtMostAsStated(int canary, int baseline, double rate, double ratio)
    {
        // Every table of two binomials whose rates lie exactly at the margin: rates, not odds, and not rare.
        ConditionalTails exact = new(false);
        ShareTarget.Ratio target = new(ratio);
        double harm = 0;
        double safety = 0;
        for (int x1 = 0; x1 <= canary; x1++)
            for (int x2 = 0; x2 <= baseline; x2++)
            {
                double p = Math.Exp(BinomialDistribution.LogProbability(x1, canary, ratio * rate) + BinomialDistribution.LogProbability(x2, baseline, rate));
                FixedEvidence evidence = new(x1, canary, x2, baseline, false);
                harm += exact.Greater(evidence, target, ratio) <= 0.05 ? p : 0;
                safety += exact.Less(evidence, target, ratio) <= 0.05 ? p : 0;
            }

        Assert.InRange(harm, 0, 0.05);
        Assert.InRange(safety, 0, 0.05);
        Assert.True(harm + safety > 0.001, "Neither side can ever show anything.");
    }

    [Theory]
    [InlineData(FixedForm.Wald)]
    [InlineData(FixedForm.Newcombe)]
    public void Difference_NoEventOnTheCanary_TheBaselinesSpreadDoesNotStandForIt(FixedForm form)
    {
        CheckVerdict verdict = Errors(form, Given.Points(0.005), 0, 200, 30, 10_000);
        Assert.Equal(VerdictKind.Inconclusive, verdict.Kind);
    }

    [Fact]
    public void Difference_ByBayes_IsThePosteriorProbability()
    {
        CheckVerdict verdict = Errors(FixedForm.Bayes, Given.Points(0.005), 12, 500, 80, 4500);
        Assert.Equal(1 - 0.629206367, verdict.HarmP, 1e-8); // statistics reference 5: P(pc > pb + 0.005), mpmath quadrature
        Assert.Equal(0.629206367, verdict.SafetyP, 1e-8);
        Assert.Equal((VerdictKind.Inconclusive, Guarantee.Heuristic), (verdict.Kind, verdict.Guarantee));
    }

    [Fact]
    public void MirroredPairs_ByFisher_AreMcNemars()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        Check check = Given.Check(Given.Accuracy, Given.Points(0), new CheckMethod.Fixed(FixedForm.Fisher, Multiplicity.None));
        Looks looks = new(Given.Bind(Given.Policy(plan, check) with { Risk = Each })) { IsShadow = true };
        CheckVerdict verdict = looks.Next(1, key => key.Kind switch
        {
            CounterKind.PairsLabelled => 200,
            CounterKind.PairsCanaryOnlyWrong => 15,
            CounterKind.PairsBaselineOnlyWrong => 5,
            _ => 0,
        })[0];
        Assert.Equal(0.0206947327, verdict.HarmP, 1e-9); // statistics reference 6.5: p_greater_exact
        Assert.Equal(VerdictKind.Fail, verdict.Kind);
    }

    [Fact]
    public void Sentence_OfATest_SaysItsP()
    {
        Looks looks = LooksOf(FixedForm.Fisher, Given.Relative(0.5));
        looks.Next(1, Looks.Errors(20, 1000, 90, 9000));
        Assert.EndsWith("neither harm nor safety is shown yet: p of harm 0.1515, p of safety 0.9058", looks.Sentence(), StringComparison.Ordinal);
        Assert.Equal("exact for independent requests, at one planned look, for this pod", VerdictMessages.GuaranteeOf(looks.Verdicts[0]));
    }

    [Fact]
    public void Intervals_AtTheirOwnLevel_TurnIntoTheirOwnP()
    {
        // With Holm's correction an interval has to yield a p-value: the level at which it just touches the margin.
        Check check = Given.Check(Given.Errors, Given.AtMost(0.006), new CheckMethod.Fixed(FixedForm.Newcombe, Multiplicity.Holm));
        CheckVerdict verdict = new Looks(Given.Bind(Given.Policy(check))).Next(1, Looks.Errors(10, 1000, 0, 1))[0];
        Assert.Equal(0.006, Wilson.Interval(10, 1000, NormalDistribution.UpperQuantile(verdict.HarmP)).Lower, 1e-8);
    }

    private static CheckVerdict Errors(FixedForm form, Requirement requirement, double x1, double n1, double x2, double n2) =>
        LooksOf(form, requirement).Next(1, Looks.Errors(x1, n1, x2, n2))[0];

    private static Looks LooksOf(FixedForm form, Requirement requirement) =>
        new(Given.Bind(Given.Policy(Given.Check(Given.Errors, requirement, new CheckMethod.Fixed(form, Multiplicity.None))) with { Risk = Each }));
}
