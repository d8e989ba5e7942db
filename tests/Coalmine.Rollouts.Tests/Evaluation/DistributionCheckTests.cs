using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Whole distributions through the evaluator, against R 4.2.2 (ks.test, and the bands' formulas) and scipy 1.10.1.</summary>
public sealed class DistributionCheckTests
{
    private static readonly Metric Latencies = new Metric.LatencyDistribution();
    private static readonly Metric Scores = new Metric.ScoreDistribution();
    private static readonly Metric Predictions = new Metric.PredictionDistribution();
    private static readonly CheckMethod Band = new CheckMethod.DistributionBand();
    private static readonly CheckMethod KolmogorovSmirnov = new CheckMethod.Fixed(FixedForm.KolmogorovSmirnov, Multiplicity.None);
    private static readonly CheckMethod Psi = new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None);
    private static readonly CheckMethod JensenShannon = new CheckMethod.Fixed(FixedForm.JensenShannon, Multiplicity.None);

    // Requests by bucket, the last beyond the highest bound.
    private static readonly double[] Slow = [400, 310, 140, 70, 40, 22, 10, 8];
    private static readonly double[] Usual = [4500, 2700, 1000, 400, 200, 100, 50, 50];

    // Scores by bucket.
    private static readonly double[] Unsure = [10, 20, 30, 40, 60, 90, 150, 200, 250, 150];
    private static readonly double[] Sure = [40, 80, 150, 200, 400, 700, 1300, 1900, 2500, 1730];

    private static readonly double[] Said = [300, 400, 300];

    [Theory]
    [InlineData(0.03, VerdictKind.Fail, VerdictReason.HarmShown)]
    [InlineData(0.1, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin)]
    [InlineData(0.17, VerdictKind.Pass, VerdictReason.SafetyShown)]
    public void KolmogorovSmirnov_Latencies_IsTheOneSidedDistanceWithMassartsBound(double margin, VerdictKind kind, VerdictReason reason)
    {
        // R: ks.test(canary, baseline, alternative = "less")$statistic is 0.1; sqrt(log(1/.0125)/2000) + sqrt(log(1/.0125)/18000) is 0.0624110149443.
        CheckVerdict verdict = Latency(Given.Points(margin), KolmogorovSmirnov, Slow, Usual).Verdicts[0];
        Assert.Equal(0.1, verdict.Canary, 1e-12);
        Assert.Equal(0.05, verdict.At);
        Assert.Equal(0.1 - 0.0624110149443, verdict.Lower, 1e-12);
        Assert.Equal(0.1 + 0.0624110149443, verdict.Upper, 1e-12);
        Assert.Equal((kind, reason, Guarantee.Asymptotic), (verdict.Kind, verdict.Reason, verdict.Guarantee));
    }

    [Fact]
    public void KolmogorovSmirnov_FasterCanary_IsNoHarm()
    {
        // The same the other way round: nowhere is less of the canary's within a bound; nearest at the highest, 0.992 - 0.994444...
        CheckVerdict verdict = Latency(Given.Points(0.07), KolmogorovSmirnov, Usual, Slow).Verdicts[0];
        Assert.Equal(0.992 - 8950 / 9000.0, verdict.Canary, 1e-12);
        Assert.Equal((1.0, VerdictKind.Pass), (verdict.At, verdict.Kind));
    }

    [Fact]
    public void KolmogorovSmirnov_Scores_CountInEitherDirection()
    {
        // R: ks.test(canary, baseline)$statistic is 0.0811111111111, up to 0.7 (scipy's statistic_location); sqrt(log(1/.00625)/2000) + ... is 0.0671659557629.
        foreach ((double[] canary, double[] baseline) in new[] { (Unsure, Sure), (Sure, Unsure) })
        {
            CheckVerdict verdict = Scored(Given.Points(0.01), KolmogorovSmirnov, canary, baseline).Verdicts[0];
            Assert.Equal(0.0811111111111, verdict.Canary, 1e-12);
            Assert.Equal(0.7, verdict.At);
            Assert.Equal(0.0811111111111 - 0.0671659557629, verdict.Lower, 1e-12);
            Assert.Equal((VerdictKind.Fail, VerdictReason.HarmShown), (verdict.Kind, verdict.Reason));
        }
    }

    [Fact]
    public void KolmogorovSmirnov_Adjusted_LeavesHarmToTheEvaluator()
    {
        // ((0.1 - 0.02) / (sqrt(1/2000) + sqrt(1/18000)))² = 7.2, and two arms: p = 2 exp(-7.2), doubled by Holm for two checks.
        CheckMethod holm = new CheckMethod.Fixed(FixedForm.KolmogorovSmirnov, Multiplicity.Holm);
        Check harmed = Given.Check(Latencies, Given.Points(0.02), holm);
        Check fine = Given.Check(Latencies, Given.Points(0.5), holm) with { Name = "wide" };
        double p = 2 * Math.Exp(-7.2);
        foreach ((double risk, VerdictKind kind) in new[] { (2.01 * p, VerdictKind.Fail), (1.99 * p, VerdictKind.Inconclusive) })
        {
            CheckVerdict[] verdicts = Ask(new Risk(risk, 0.025), harmed, fine).Next(1, Buckets(CounterKind.LatencyBucket, Slow, Usual));
            Assert.Equal(2 * p, verdicts[0].HarmP, 1e-12);
            Assert.Equal((kind, VerdictKind.Pass, 1.0), (verdicts[0].Kind, verdicts[1].Kind, verdicts[1].HarmP));
        }
    }

    [Theory]
    [InlineData(0.05, VerdictKind.Fail, VerdictReason.HarmShown)]
    [InlineData(0.1, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin)]
    [InlineData(0.14, VerdictKind.Pass, VerdictReason.SafetyShown)]
    public void Band_Latencies_HasTheRadiiOfBothArmsAtOnePartOfTheRiskAStep(double margin, VerdictKind kind, VerdictReason reason)
    {
        // R: sum over t = 10000, 90000 of .85 * sqrt((log(log(exp(1) * t)) + .8 * log(1612 / a)) / t) is 0.0403324706493 at a = .025/3/2 and 0.039439607561
        // at a = .05/3/2: three steps, two arms.
        CheckVerdict verdict = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(margin), Band))
            .Next(10, Buckets(CounterKind.LatencyBucket, Slow, Usual))[0];
        Assert.Equal(0.1 - 0.0403324706493, verdict.Lower, 1e-12);
        Assert.Equal(0.1 + 0.039439607561, verdict.Upper, 1e-12);
        Assert.Equal((kind, reason, Guarantee.AnytimeValid), (verdict.Kind, verdict.Reason, verdict.Guarantee));
    }

    [Fact]
    public void Band_BeforeTheDispersionIsKnown_Waits()
    {
        Looks looks = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(0.05), Band));
        Assert.Equal(VerdictReason.DispersionUnknown, looks.Next(4, Buckets(CounterKind.LatencyBucket, Slow, Usual))[0].Reason);
        Assert.Equal(VerdictReason.IntervalCoversMargin, looks.Next(1, Buckets(CounterKind.LatencyBucket, Slow, Usual))[0].Reason);
        Assert.Equal(VerdictReason.NoData, looks.Next(1, key => key.Arm == Arm.Canary ? double.NaN : 0)[0].Reason);
    }

    [Fact]
    public void Band_Minimum_HoldsBackSafetyAndNotHarm()
    {
        EvidenceMinimum minimum = new(1_000_000, TimeSpan.Zero);
        CheckVerdict harmed = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(0.05), Band, minimum))
            .Next(10, Buckets(CounterKind.LatencyBucket, Slow, Usual))[0];
        CheckVerdict safe = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(0.14), Band, minimum))
            .Next(10, Buckets(CounterKind.LatencyBucket, Slow, Usual))[0];
        Assert.Equal(VerdictKind.Fail, harmed.Kind);
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.TooFewSamples, 10_000.0), (safe.Kind, safe.Reason, safe.Had));
    }

    [Fact]
    public void Band_RequestsThatDependOnEachOther_CountAsFewer()
    {
        // Ten windows of 900 at the baseline, of which 540 and 360 by turns are within every bound: 10 · 90² / (900 · 1/4) / 9 = 40.
        int window = 0;
        Looks looks = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(0.05), Band));
        CheckVerdict verdict = looks.Next(10, key => (key.Arm, key.Kind) switch
        {
            (Arm.Canary, CounterKind.Requests) => 100,
            (Arm.Canary, _) => 50,
            (_, CounterKind.Requests) => 900,
            _ => key.Bound == 0 ? window++ % 2 == 0 ? 540 : 360 : window % 2 == 1 ? 540 : 360,
        })[0];
        Assert.Equal(40, verdict.Dispersion, 1e-9);
        Assert.Equal(Guarantee.AnytimeAsymptotic, verdict.Guarantee);
    }

    [Theory]
    [InlineData(0.05, VerdictKind.Fail)]
    [InlineData(0.07, VerdictKind.Pass)]
    public void Psi_Latencies_IsTheSumByHand(double limit, VerdictKind kind)
    {
        // numpy: ((p - q) * log(p / q)).sum() is 0.06231900139686389; scipy: chi2.sf(0.062319 * 900, 7) is 9.0753609e-10.
        CheckVerdict verdict = Latency(Given.AtMost(limit), Psi, Slow, Usual).Verdicts[0];
        Assert.Equal(0.06231900139686389, verdict.Canary, 1e-12);
        Assert.Equal((kind, Guarantee.Heuristic), (verdict.Kind, verdict.Guarantee));
        if (kind == VerdictKind.Fail)
            Assert.Equal(9.075360893906894e-10, verdict.HarmP, 1e-15);
    }

    [Theory]
    [InlineData(0.08, VerdictKind.Fail)]
    [InlineData(0.1, VerdictKind.Pass)]
    public void JensenShannon_Latencies_IsScipys(double limit, VerdictKind kind)
    {
        // scipy.spatial.distance.jensenshannon(p, q) is 0.08791197313786296; chi2.sf(8 * js² * 900, 7) is 1.1105133e-09.
        CheckVerdict verdict = Latency(Given.AtMost(limit), JensenShannon, Slow, Usual).Verdicts[0];
        Assert.Equal(0.08791197313786296, verdict.Canary, 1e-12);
        Assert.Equal(kind, verdict.Kind);
        if (kind == VerdictKind.Fail)
            Assert.Equal(1.1105133414789453e-09, verdict.HarmP, 1e-15);
    }

    [Fact]
    public void Index_OfClasses_IsThatOfTheirShares()
    {
        // numpy and scipy as above: 0.17147984280919268 with p 6.222107963e-7, and 0.14577767970191227.
        CheckVerdict psi = Predicted(0.1, Psi, 100, 60, 40).Verdicts[0];
        Assert.Equal(0.17147984280919268, psi.Canary, 1e-12);
        Assert.Equal(6.222107963318721e-07, psi.HarmP, 1e-13);
        Assert.Equal(VerdictKind.Fail, psi.Kind);
        Assert.Equal(0.14577767970191227, Predicted(0.1, JensenShannon, 100, 60, 40).Verdicts[0].Canary, 1e-12);
    }

    [Theory]
    [InlineData(12, 5, 3, 0.025, VerdictKind.Fail, 0.023536942405779287)]
    [InlineData(12, 5, 3, 0.023, VerdictKind.Inconclusive, 0.023536942405779287)]
    [InlineData(11, 5, 4, 0.025, VerdictKind.Inconclusive, 0.07620535149821503)]
    public void Psi_BeyondTheLimit_IsHarmOnlyWhereItIsMoreThanChance(double a, double b, double c, double risk, VerdictKind kind, double p)
    {
        // Twenty answers: the index is 0.38 or 0.26, far beyond 0.1, and one time in 13 that is chance. p: scipy chi2.sf(psi * 20 * 1000 / 1020, 2).
        CheckVerdict verdict = Predicted(0.1, Psi, a, b, c, risk).Verdicts[0];
        Assert.Equal(p, verdict.HarmP, 1e-12);
        Assert.Equal(kind, verdict.Kind);
    }

    [Fact]
    public void Index_OfFewerThanFiveValuesABin_SaysNothing()
    {
        CheckVerdict verdict = Predicted(0.1, Psi, 5, 5, 4).Verdicts[0];
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.TooFewSamples, 14.0, 15.0), (verdict.Kind, verdict.Reason, verdict.Had, verdict.Needed));
    }

    [Fact]
    public void Index_RareClass_IsMergedAndDoesNotDecide()
    {
        // One answer of a thousand names c, and none of the canary's 200: with c merged into the smaller of the others both arms are halved alike.
        Looks looks = Ask(Each, Given.Check(Predictions, Given.AtMost(0.0001), Psi));
        CheckVerdict verdict = looks.Next(1, Classes([100, 100, 0], [500, 499, 1]))[0];
        Assert.Equal((0.0, VerdictKind.Pass), (Math.Round(verdict.Canary, 12), verdict.Kind));
    }

    [Fact]
    public void Index_Adjusted_WithinTheLimitIsNeverHarm()
    {
        CheckMethod holm = new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.Holm);
        Assert.Equal(VerdictKind.Fail, Latency(Given.AtMost(0.05), holm, Slow, Usual).Verdicts[0].Kind);
        Assert.Equal(VerdictKind.Pass, Latency(Given.AtMost(0.07), holm, Slow, Usual).Verdicts[0].Kind);
    }

    [Fact]
    public void Limit_AtFullWeight_KeepsItsVerdict()
    {
        Looks looks = Latency(Given.AtMost(0.07), Psi, Slow, Usual);
        looks.BaselineServes = false;
        CheckVerdict verdict = looks.Next(1, key => key.Arm == Arm.Canary ? 1 : 0)[0];
        Assert.Equal((VerdictKind.Pass, VerdictReason.LastVerdictKept), (verdict.Kind, verdict.Reason));
    }

    [Fact]
    public void Sentences_SayHowFarTheDistributionsLieApartAndWhere()
    {
        Looks band = Ask(new Risk(0.025, 0.05), Given.Check(Latencies, Given.Points(0.05), Band));
        band.Next(10, Buckets(CounterKind.LatencyBucket, Slow, Usual));
        Assert.Equal(
            "latency.distribution notWorseThanBaseline: canary 10,000 requests, baseline 90,000; worse than allowed: largest difference of the two distributions "
                + "10.00 pp at 50 ms, from 5.97 pp to 13.94 pp, allowed up to 5.00 pp (anytime-valid, for this pod)",
            band.Sentence());
        Assert.Equal(
            "scores.distribution notWorseThanBaseline: canary 1,000 scores, baseline 9,000; neither harm nor safety is shown yet: largest difference of the two "
                + "distributions 8.11 pp at 0.7, from 1.39 pp to 14.83 pp, allowed up to 5.00 pp",
            Scored(Given.Points(0.05), KolmogorovSmirnov, Unsure, Sure).Sentence());
        Assert.Equal(
            "latency.distribution atMost: canary 1,000 requests, baseline 9,000; worse than allowed: population stability index 0.062, allowed up to 0.05, "
                + "p below 0.0001 (heuristic, for this pod)",
            Latency(Given.AtMost(0.05), Psi, Slow, Usual).Sentence());
        Assert.Equal(
            "predictions.distribution atMost: canary 20 answers, baseline 1,000; neither harm nor safety is shown yet: population stability index 0.263, "
                + "allowed up to 0.1, p 0.0762",
            Predicted(0.1, Psi, 11, 5, 4).Sentence());
        Assert.Equal(
            "latency.distribution atMost: canary 1,000 requests, baseline 9,000; not worse than allowed: Jensen-Shannon distance 0.088, allowed up to 0.1 "
                + "(heuristic, for this pod)",
            Latency(Given.AtMost(0.1), JensenShannon, Slow, Usual).Sentence());
    }

    private static Risk Each => new(0.025, 0.025);

    private static Looks Ask(Risk risk, params Check[] checks) => new(Given.Bind(Given.Policy(checks) with { Risk = risk }, Given.Distributions));

    private static Looks Latency(Requirement requirement, CheckMethod method, double[] canary, double[] baseline) =>
        After(Ask(Each, Given.Check(Latencies, requirement, method)), Buckets(CounterKind.LatencyBucket, canary, baseline));

    private static Looks Scored(Requirement requirement, CheckMethod method, double[] canary, double[] baseline) =>
        After(Ask(Each, Given.Check(Scores, requirement, method)), Buckets(CounterKind.ScoreBucket, canary, baseline));

    private static Looks Predicted(double limit, CheckMethod method, double a, double b, double c, double risk = 0.025) =>
        After(Ask(new Risk(risk, 0.025), Given.Check(Predictions, Given.AtMost(limit), method)), Classes([a, b, c], Said));

    private static Looks After(Looks looks, Func<CounterKey, double> increment)
    {
        looks.Next(1, increment);
        return looks;
    }

    private static Func<CounterKey, double> Buckets(CounterKind kind, double[] canary, double[] baseline) => key =>
    {
        double[] bins = key.Arm == Arm.Canary ? canary : baseline;
        return key.Kind == kind ? bins.Take(key.Bound + 1).Sum() : bins.Sum();
    };

    private static Func<CounterKey, double> Classes(double[] canary, double[] baseline) => key =>
    {
        double[] said = key.Arm == Arm.Canary ? canary : baseline;
        return key.Kind == CounterKind.Predicted ? said[key.Bound] : said.Sum();
    };
}
