using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>The sentence of every verdict reason, as somebody on call wants to read it.</summary>
public sealed class VerdictMessagesTests
{
    private static readonly BoundPolicy Policy = Given.Bind(Given.Policy(
        Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) },
        Named("errors notWorseThanBaseline 0.5pp", Given.Errors, Given.Points(0.005), Given.Sequential),
        Named("latency.p99 atMost 200ms", Given.P99, Given.AtMost(0.2), Given.Sequential),
        Named("latency.p99 notWorseThanBaseline 20%", Given.P99, Given.Relative(0.2), Given.Sequential),
        Named("accuracy notWorseThanBaseline 1pp", Given.Accuracy, Given.Points(0.01), Given.Sequential),
        Named("business.conversion notWorseThanBaseline 0.2pp", Given.Conversion, Given.Points(0.002), Given.Sequential),
        Named("business.revenue atLeast 0.1", new Metric.Revenue(), Given.AtLeast(0.1), Given.Sequential),
        Named("errors notWorseThanBaseline 0.5pp (fixed)", Given.Errors, Given.Points(0.005), Given.Newcombe),
        Named("errors notWorseThanBaseline 20% (fixed)", Given.Errors, Given.Relative(0.2), Given.Newcombe),
        Named("accuracy atLeast 95% (fixed)", Given.Accuracy, Given.AtLeast(0.95), Given.Newcombe),
        Named("business.conversion notWorseThanBaseline 1pp (fixed)", Given.Conversion, Given.Points(0.01), Given.Newcombe),
        Named("latency.p99 atMost 200ms (point)", Given.P99, Given.AtMost(0.2), Given.Point),
        Named("accuracy atLeast 95% (script)", Given.Accuracy, Given.AtLeast(0.95), Given.Point) with { Missing = new MissingRule.ReadAs(1) },
        Named("errors atMost 1% (fixed)", Given.Errors, Given.AtMost(0.01), Given.Newcombe)));

    [Fact]
    public void SafetyShown_Sequential_SaysWhatWasAllowedAndHowSureWeAre() => Says(
        "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; not worse than allowed"
            + ": evidence of safety 32, where 20 is enough (anytime-valid)",
        Verdict(0, VerdictKind.Pass, VerdictReason.SafetyShown) with { Margin = 1.82, LogSafety = Math.Log(32) });

    [Fact]
    public void HarmShown_Sequential_SaysWhatTheRollbackRestsOn() => Says(
        // Six sequential checks at 5 %: one of them needs 6 / 0.05 = 120 alone.
        "errors notWorseThanBaseline 0.5pp: canary 2.10 % of 10,000 requests, baseline 0.51 % of 90,000; worse than allowed"
            + ": evidence of harm 164, where 120 is enough (anytime-valid, for this pod)",
        Verdict(0, VerdictKind.Fail, VerdictReason.HarmShown) with { Canary = 0.021, Margin = 2.13, LogHarm = Math.Log(164), CanaryPods = 1 });

    [Fact]
    public void HarmShownTogether_NamesTheLargest() => Says(
        "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; all checks together show harm, this one most: "
            + "its evidence 90 (anytime-valid, for these pods)",
        Verdict(0, VerdictKind.Fail, VerdictReason.HarmShownTogether) with { LogHarm = Math.Log(90), CanaryPods = 2 });

    [Fact]
    public void IntervalCoversMargin_Sequential_SaysHowFarBothSidesAre() => Says(
        "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; neither harm nor safety is shown yet"
            + ": evidence of harm 1.2 of the 120 needed, of safety 3.4 of the 20 needed",
        Verdict(0, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin) with { Margin = 1.96, LogHarm = Math.Log(1.2), LogSafety = Math.Log(3.4) });

    [Fact]
    public void Latency_IsAShareAboveABound() => Says(
        "latency.p99 atMost 200ms: canary 0.83 % of 10,000 requests above 200 ms; not worse than allowed (allowed: 1.00 %): evidence of safety 40, where 20 is enough "
            + "(anytime-valid)",
        Verdict(1, VerdictKind.Pass, VerdictReason.SafetyShown) with { Canary = 0.0083, Baseline = double.NaN, Margin = 0.01, LogSafety = Math.Log(40) });

    [Fact]
    public void Latency_AgainstTheBaseline_NamesBothBoundsAndTheMarginReallyTested() => Says(
        "latency.p99 notWorseThanBaseline 20%: canary 0.83 % of 10,000 requests above 200 ms, baseline 1.22 % of 90,000 above 165 ms; not worse than allowed "
            + "(margin really tested: 21.2 % of latency): evidence of safety more than 1,000,000, where 20 is enough (anytime-valid)",
        Verdict(2, VerdictKind.Pass, VerdictReason.SafetyShown) with { Canary = 0.0083, Baseline = 0.0122, Margin = 1, LogSafety = 20 });

    [Fact]
    public void Accuracy_IsTheShareOfRightAnswers() => Says(
        "accuracy notWorseThanBaseline 1pp: canary 93.0 % of 10,000 labels right, baseline 96.0 % of 90,000 right; worse than allowed"
            + ": evidence of harm 200, where 120 is enough (anytime-valid, while accuracy is steady)",
        Verdict(3, VerdictKind.Fail, VerdictReason.HarmShown) with { Canary = 0.07, Baseline = 0.04, Margin = 1.3, LogHarm = Math.Log(200) });

    [Fact]
    public void Accuracy_OfMirroredPairs_SaysWhichArmAloneWasWrong() => Says(
        "accuracy notWorseThanBaseline 1pp: only the canary wrong in 1.20 % of 5,000 labelled pairs, only the baseline in 0.80 %; neither harm nor safety is shown yet"
            + ": evidence of harm 2 of the 120 needed, of safety 1 of the 20 needed",
        Verdict(3, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin) with
        {
            IsOfPairs = true,
            Canary = 0.012,
            Baseline = 0.008,
            CanarySamples = 5000,
            BaselineSamples = 5000,
            Margin = 2.5,
            LogHarm = Math.Log(2),
        });

    [Fact]
    public void Conversion_MustBeAtLeastAPart() => Says(
        "business.conversion notWorseThanBaseline 0.2pp: canary 2.90 % of 10,000 requests, baseline 3.00 % of 90,000; not worse than allowed"
            + ": evidence of safety 25, where 20 is enough (anytime-valid)",
        Verdict(4, VerdictKind.Pass, VerdictReason.SafetyShown) with { Canary = 0.029, Baseline = 0.03, Margin = 1.1, LogSafety = Math.Log(25) });

    [Fact]
    public void Mean_IsAValueOverSamples() => Says(
        "business.revenue atLeast 0.1: canary 0.152 over 10,000 requests; not worse than allowed: evidence of safety 77, where 20 is enough (anytime-valid, asymptotic)",
        Verdict(5, VerdictKind.Pass, VerdictReason.SafetyShown) with
        {
            Guarantee = Guarantee.AnytimeAsymptotic,
            Canary = 0.152,
            Baseline = double.NaN,
            LogSafety = Math.Log(77),
        });

    [Fact]
    public void Fixed_Difference_IsAnIntervalInPoints() => Says(
        "errors notWorseThanBaseline 0.5pp (fixed): canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; not worse than allowed: "
            + "difference from -0.20 pp to 0.41 pp, allowed up to 0.50 pp (asymptotic, at one planned look)",
        Fixed(6, VerdictKind.Pass, VerdictReason.SafetyShown) with { Lower = -0.002, Upper = 0.0041, Margin = 0.005 });

    [Fact]
    public void Fixed_Ratio_IsAnIntervalOfRatios() => Says(
        "errors notWorseThanBaseline 20% (fixed): canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; worse than allowed: "
            + "ratio from 1.241 to 3.213, allowed up to 1.2 (asymptotic, at one planned look)",
        Fixed(7, VerdictKind.Fail, VerdictReason.HarmShown) with { Lower = 1.24143, Upper = 3.21259, Margin = 1.2 });

    [Fact]
    public void Fixed_Accuracy_IsAnIntervalOfRightAnswers() => Says(
        "accuracy atLeast 95% (fixed): canary 97.0 % of 10,000 labels right; not worse than allowed: right from 96.1 % to 97.7 %, allowed down to 95.0 % "
            + "(asymptotic, at one planned look)",
        Fixed(8, VerdictKind.Pass, VerdictReason.SafetyShown) with { Canary = 0.03, Baseline = double.NaN, Lower = 0.023, Upper = 0.039, Margin = 0.05 });

    [Fact]
    public void Fixed_ConversionAndLimit_SayWhereTheBoundLies()
    {
        Says(
            "business.conversion notWorseThanBaseline 1pp (fixed): canary 9.20 % of 10,000 requests, baseline 10.0 % of 90,000; neither harm nor safety is shown yet: "
                + "difference from -1.20 pp to -0.40 pp, allowed down to -1.00 pp",
            Fixed(9, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin) with { Canary = 0.092, Baseline = 0.1, Lower = -0.012, Upper = -0.004, Margin = -0.01 });
        Says(
            "errors atMost 1% (fixed): canary 1.00 % of 10,000 requests; neither harm nor safety is shown yet: share from 0.82 % to 1.22 %, allowed up to 1.00 %",
            Fixed(12, VerdictKind.Inconclusive, VerdictReason.IntervalCoversMargin) with { Canary = 0.01, Baseline = double.NaN, Lower = 0.0082, Upper = 0.0122, Margin = 0.01 });
    }

    [Fact]
    public void TooFewSamples_SaysHowManyAreHadAndHowLongTheRestTakes()
    {
        CheckVerdict verdict = Verdict(0, VerdictKind.Inconclusive, VerdictReason.TooFewSamples);
        Says(
            "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 412 requests, baseline 0.51 % of 90,000; 412 of 1,000 requests; at this rate 6 minutes more",
            verdict with { CanarySamples = 412, Had = 412, Needed = 1000, StepSeconds = 250 });
        Says("errors notWorseThanBaseline 0.5pp: 0 of 1,000 requests", verdict with { Canary = double.NaN, Had = 0, Needed = 1000, StepSeconds = 250 });
        Says("accuracy notWorseThanBaseline 1pp: no labels yet", verdict with { Check = 3, Canary = double.NaN, Had = 0, Needed = 1 });
        Says("accuracy notWorseThanBaseline 1pp: 0 of 500 labelled pairs", verdict with { Check = 3, IsOfPairs = true, Canary = double.NaN, Had = 0, Needed = 500 });
    }

    [Fact]
    public void TooEarly_SaysHowOldTheStepIs() => Says(
        "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; 45 s of 5 minutes in this step",
        Verdict(0, VerdictKind.Inconclusive, VerdictReason.TooEarly) with { Had = 45, Needed = 300 });

    [Fact]
    public void WhatCannotBeJudged_SaysWhy()
    {
        Says(
            "errors notWorseThanBaseline 0.5pp: canary 0.50 % of 10,000 requests, baseline 0.51 % of 90,000; "
                + "too few events so far to know how far requests depend on each other",
            Verdict(0, VerdictKind.Inconclusive, VerdictReason.DispersionUnknown));
        CheckVerdict nothing = Verdict(0, VerdictKind.Inconclusive, VerdictReason.NoData) with { Canary = double.NaN, Baseline = double.NaN };
        Says("errors notWorseThanBaseline 0.5pp: no data", nothing);
        Says("latency.p99 atMost 200ms (point): the query failed", nothing with { Check = 10, Reason = VerdictReason.QueryFailed });
        Says(
            "latency.p99 atMost 200ms (point): no data, and this policy says that no data passes",
            nothing with { Check = 10, Kind = VerdictKind.Pass, Reason = VerdictReason.MissingPasses });
    }

    [Fact]
    public void LastVerdictKept_SaysThatNothingNewWasAsked()
    {
        Says("errors notWorseThanBaseline 0.5pp: cannot be asked in this stage and keeps its pass", Verdict(0, VerdictKind.Pass, VerdictReason.LastVerdictKept));
        Says("errors notWorseThanBaseline 0.5pp: cannot be asked in this stage", Verdict(0, VerdictKind.Inconclusive, VerdictReason.LastVerdictKept));
    }

    [Fact]
    public void Thresholds_SayOnWhichSideTheValueIs_AndPromiseNothing()
    {
        CheckVerdict point = new()
        {
            Check = 10,
            Kind = VerdictKind.Fail,
            Reason = VerdictReason.BeyondThreshold,
            Guarantee = Guarantee.Heuristic,
            Canary = 0.2134,
            Baseline = double.NaN,
            Margin = 0.2,
        };
        Says("latency.p99 atMost 200ms (point): canary 213.4 ms; above 200 ms (heuristic)", point);
        Says(
            "latency.p99 atMost 200ms (point): canary 183 ms; not above 200 ms (heuristic)",
            point with { Canary = 0.183, Kind = VerdictKind.Pass, Reason = VerdictReason.WithinThreshold });
        Says(
            "accuracy atLeast 95% (script): canary 96.2 %; not below 95.0 % (heuristic; no data would be read as 100.0 %)",
            point with { Check = 11, Canary = 0.962, Margin = 0.95, Kind = VerdictKind.Pass, Reason = VerdictReason.WithinThreshold });
        Says(
            "accuracy atLeast 95% (script): canary 94.1 %, baseline 96.0 %; below 95.0 % (heuristic; no data would be read as 100.0 %)",
            point with { Check = 11, Canary = 0.941, Baseline = 0.96, Margin = 0.95 });
    }

    private static void Says(string expected, CheckVerdict verdict) => Assert.Equal(expected, VerdictMessages.Sentence(Policy, verdict));

    private static Check Named(string name, Metric metric, Requirement requirement, CheckMethod method) => Given.Check(metric, requirement, method) with { Name = name };

    private static CheckVerdict Verdict(int check, VerdictKind kind, VerdictReason reason) => new()
    {
        Check = check,
        Kind = kind,
        Reason = reason,
        Guarantee = Guarantee.AnytimeValid,
        Canary = 0.005,
        Baseline = 0.0051,
        CanarySamples = 10_000,
        BaselineSamples = 90_000,
        CanaryPods = 5,
    };

    private static CheckVerdict Fixed(int check, VerdictKind kind, VerdictReason reason) => Verdict(check, kind, reason) with { Guarantee = Guarantee.Asymptotic };
}
