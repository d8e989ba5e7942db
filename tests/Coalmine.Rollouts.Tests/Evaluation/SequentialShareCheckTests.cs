using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Dispersion;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Sequential checks of shares, fed counts, against the definitions of the statistics reference 3.9 written out term by term.</summary>
public sealed class SequentialShareCheckTests
{
    private static readonly double[] Harmful = [1.1, 1.25, 1.5, 2, 3, 5, 10];
    private static readonly double[] Safe = [0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.3];

    // Canary errors, canary requests, baseline errors, baseline requests, of one look each. The baseline is steady: its dispersion is 1.
    private static readonly double[][] Rounds =
    [
        [8, 800, 72, 7200], [2, 150, 14, 1350], [0, 150, 12, 1350], [5, 150, 15, 1350], [3, 160, 13, 1300], [0, 140, 14, 1400], [9, 150, 11, 1350],
    ];

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void RelativeMargin_ManyLooks_IsTheMixtureOverOnsetsAndRatios(double margin)
    {
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.Relative(margin), Given.Sequential)));
        double tested = 1 + margin;
        for (int t = 1; t <= Rounds.Length; t++)
        {
            CheckVerdict verdict = Feed(looks, t);
            Func<double[], double, double> l = (round, ratio) => Arms(round[0], round[1], round[2], round[3], ratio, tested);
            Assert.Equal(HarmOf(Rounds[..t], (round, member) => l(round, member * tested), Harmful), verdict.LogHarm, 1e-9);
            Assert.Equal(SafetyOf(Rounds[..t], l, [.. Safe.Where(member => member < tested)]), verdict.LogSafety, 1e-9);
            Assert.Equal(tested, verdict.Margin);
        }
    }

    [Fact]
    public void Limit_ManyLooks_IsTheMixtureOfBinomialRatios()
    {
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential)));
        for (int t = 1; t <= Rounds.Length; t++)
        {
            CheckVerdict verdict = Feed(looks, t);
            static double L(double[] round, double member) =>
                round[0] * Math.Log(member) + (round[1] - round[0]) * Math.Log((1 - 0.02 * member) / (1 - 0.02));
            Assert.Equal(HarmOf(Rounds[..t], L, Harmful), verdict.LogHarm, 1e-9);
            Assert.Equal(SafetyOf(Rounds[..t], L, [0.3, 0.5, 0.7, 0.85]), verdict.LogSafety, 1e-9);
        }
    }

    [Fact]
    public void GoodEvents_AreTheSameBetWithTheArmsExchanged()
    {
        // Conversions 10 % and 4 %: the baseline's rate is 2.5 times the canary's.
        Looks looks = new(Bound(Given.Check(Given.Conversion, Given.Relative(0.1), Given.Sequential)));
        CheckVerdict verdict = looks.Next(8, Looks.Counts(CounterKind.Conversions, CounterKind.Requests, (4, 100), (90, 900)))[0];
        Assert.Equal(HarmOf([[720, 7200, 32, 800]], (round, member) => Arms(round[0], round[1], round[2], round[3], member / 0.9, 1 / 0.9), Harmful), verdict.LogHarm, 1e-9);
        Assert.True(verdict.LogHarm > 0);
    }

    [Fact]
    public void Points_AreTestedAsADifference_WhateverTheRates()
    {
        // Look by look: the bet on the ratio r, and what a difference of half a point explains: exp(-n1 (a - 1) d) with a = r / (w r + 1 - w).
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential)));
        static double Difference(double[] r, double ratio)
        {
            double share = r[1] / (r[1] + r[3]);
            return Arms(r[0], r[1], r[2], r[3], ratio, 1) - r[1] * (ratio / (share * ratio + 1 - share) - 1) * 0.005;
        }

        CheckVerdict first = Feed(looks, 1);
        double safety = new[] { 0.3, 0.5, 0.7, 0.85 }.Average(ratio => Math.Exp(Difference(Rounds[0], ratio)));
        Assert.Equal(Math.Log(safety), first.LogSafety, 1e-9);
        CheckVerdict second = Feed(looks, 2);
        Assert.Equal(HarmOf(Rounds[..2], Difference, Harmful), second.LogHarm, 1e-9);
        Assert.Equal(0.005, second.Margin);
    }

    [Fact]
    public void Points_OfTwoFlawlessArms_PassOnceTheDispersionIsGuessed()
    {
        // No event at all: 400 windows later the counts are divided by ten, and half a point is more than that many requests without an error allow.
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential)));
        for (int i = 0; i < 60; i++)
            looks.Next(8, Looks.Errors(0, 1000, 0, 9000));
        Assert.Equal(VerdictKind.Pass, looks.Verdicts[0].Kind);
    }

    [Fact]
    public void Points_AfterAnIncidentOnBothArms_HoldNothingAgainstTheCanary()
    {
        // Five points of errors on both for a while; then the canary is 0.4 points worse, and 0.5 are allowed.
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential)));
        for (int i = 0; i < 30; i++)
            looks.Next(8, Looks.Errors(50, 1000, 450, 9000));
        for (int i = 0; i < 60; i++)
        {
            looks.Next(8, Looks.Errors(7, 1000, 27, 9000));
            Assert.NotEqual(VerdictKind.Fail, looks.Verdicts[0].Kind);
        }
    }

    [Fact]
    public void Points_WiderThanTheBaselinesRateOfGoodEvents_StayNumbers()
    {
        // A conversion rate of 0.5 % cannot fall by 1 point.
        Looks looks = new(Bound(Given.Check(Given.Conversion, Given.Points(0.01), Given.Sequential)));
        for (int i = 0; i < 10; i++)
            looks.Next(8, Looks.Counts(CounterKind.Conversions, CounterKind.Requests, (5, 1000), (45, 9000)));
        CheckVerdict verdict = looks.Verdicts[0];
        Assert.NotEqual(VerdictKind.Fail, verdict.Kind);
        Assert.True(double.IsFinite(verdict.LogHarm) && double.IsFinite(verdict.LogSafety));
    }

    [Fact]
    public void HarmFromZero_MovesOnlyTheHarmNull()
    {
        Looks fromZero = new(Bound(Given.Check(Given.Errors, Given.Relative(0.5), new CheckMethod.Sequential(true))));
        Looks margin = new(Bound(Given.Check(Given.Errors, Given.Relative(0.5), Given.Sequential)));
        Looks none = new(Bound(Given.Check(Given.Errors, Given.Relative(0), Given.Sequential)));
        for (int t = 1; t <= Rounds.Length; t++)
        {
            Assert.Equal(Feed(none, t).LogHarm, Feed(fromZero, t).LogHarm, 1e-12);
            Assert.Equal(Feed(margin, t).LogSafety, fromZero.Verdicts[0].LogSafety, 1e-12);
        }
    }

    [Fact]
    public void Dispersion_OfTheBaseline_DividesTheCountsOfBothArms()
    {
        double[] errors = [3, 12, 1, 5, 9, 3, 12, 1, 3, 12, 1, 5, 9, 3, 12, 1];
        int window = 0;
        Looks looks = new(Bound(Given.Check(Given.Errors, Given.Relative(0), Given.Sequential)));
        CheckVerdict verdict = looks.Next(16, key => key switch
        {
            { Kind: CounterKind.Requests } => 100,
            { Arm: Arm.Canary } => 8,
            _ => errors[window++],
        })[0];
        double factor = PearsonDispersion.Of([.. errors.Select(e => new ClusterCount(e, 100))]);
        Assert.Equal(factor, verdict.Dispersion, 1e-9);

        // Requests that plainly depend on each other: the bets on five and ten times stake nothing.
        double bets = HarmOf(
            [[128 / factor, 1600, 92 / factor, 1600]], (round, member) => member > 3 ? 0 : Arms(round[0], round[1], round[2], round[3], member, 1), Harmful);
        Assert.Equal(bets, verdict.LogHarm, 1e-9);
    }

    [Fact]
    public void MirroredPairs_InTheShadowStage_BetOnWhichArmAloneWasWrong()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        Looks looks = new(Given.Bind(Given.Policy(plan, Given.Check(Given.Accuracy, Given.Points(0), Given.Sequential)))) { IsShadow = true };
        CheckVerdict verdict = looks.Next(8, key => key.Kind switch
        {
            CounterKind.PairsLabelled => 100,
            CounterKind.PairsCanaryOnlyWrong => 15,
            CounterKind.PairsBaselineOnlyWrong => 3,
            _ => 0,
        })[0];

        // Of 144 pairs on which one arm alone was wrong, 120 hit the canary; without harm half would. A margin of 0 points is the ratio 1 whatever the rate.
        Assert.Equal(HarmOf([[120, 1, 24, 1]], (round, member) => Arms(round[0], round[1], round[2], round[3], member, 1), Harmful), verdict.LogHarm, 1e-9);
        Assert.True(verdict.IsOfPairs);
        Assert.Equal((VerdictKind.Fail, VerdictReason.HarmShown), (verdict.Kind, verdict.Reason));
    }

    [Fact]
    public void Latency_AgainstTheBaseline_ComparesSharesAboveTheTwoBounds()
    {
        Looks looks = new(Bound(Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential) with { ComparedAt = 0.2 }));
        CheckVerdict verdict = looks.Next(8, key => key switch
        {
            { Kind: CounterKind.Requests } => key.Arm == Arm.Canary ? 1000 : 9000,
            { Arm: Arm.Canary, Bound: 3 } => 992,
            { Arm: Arm.Baseline, Bound: 2 } => 8890,
            _ => 0,
        })[0];
        Assert.Equal(0.008, verdict.Canary, 1e-12);
        Assert.Equal(110.0 / 9000, verdict.Baseline, 1e-12);
        Assert.Equal(HarmOf([[64, 8000, 880, 72000]], (round, member) => Arms(round[0], round[1], round[2], round[3], member, 1), Harmful), verdict.LogHarm, 1e-9);
    }

    private static BoundPolicy Bound(Check check) => Given.Bind(Given.Policy(check));

    /// <summary>The first round is fed in eight equal scrape intervals (so that the dispersion, 1, is known), the others in one.</summary>
    private static CheckVerdict Feed(Looks looks, int round)
    {
        double[] r = Rounds[round - 1];
        double parts = round == 1 ? 8 : 1;
        return looks.Next((int)parts, Looks.Errors(r[0] / parts, r[1] / parts, r[2] / parts, r[3] / parts))[0];
    }

    /// <summary>ln of P(this split of the errors | ratio) / P(... | tested): θ(r) = w r / (w r + 1 - w).</summary>
    private static double Arms(double x, double n1, double y, double n2, double ratio, double tested)
    {
        double w = n1 / (n1 + n2);
        double Theta(double r) => w * r / (w * r + 1 - w);
        return x * Math.Log(Theta(ratio) / Theta(tested)) + y * Math.Log((1 - Theta(ratio)) / (1 - Theta(tested)));
    }

    /// <summary>ln [ mean over members of Σ over onsets k of (Π from k on of L) / (k (k + 1)), plus 1 / (T + 1) ].</summary>
    private static double HarmOf(double[][] rounds, Func<double[], double, double> l, double[] members)
    {
        double mean = members.Average(member => Enumerable.Range(1, rounds.Length).Sum(k => Math.Exp(rounds[(k - 1)..].Sum(round => l(round, member))) / (k * (k + 1.0))));
        return Math.Log(mean + 1 / (rounds.Length + 1.0));
    }

    /// <summary>ln of the mean over members of Π L.</summary>
    private static double SafetyOf(double[][] rounds, Func<double[], double, double> l, double[] members) =>
        Math.Log(members.Average(member => Math.Exp(rounds.Sum(round => l(round, member)))));
}
