using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Progress is 1 where a check rolls back, and further the worse it looks.</summary>
public sealed class HarmProgressTests
{
    private static readonly CheckVerdict Blank = new()
    {
        Check = 0,
        Kind = VerdictKind.Inconclusive,
        Reason = VerdictReason.IntervalCoversMargin,
        Guarantee = Guarantee.AnytimeValid,
        Canary = double.NaN,
        Lower = double.NaN,
        Upper = double.NaN,
    };

    [Fact]
    public void Of_APolicyWithoutChecks_IsNothing() => Assert.Null(HarmProgress.Of(Given.Bind(Given.Policy())));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 1)]
    [InlineData(-0.4, -0.4)]
    public void Sequential_One_IsTheShareOfItsThreshold(double share, double expected)
    {
        HarmProgress progress = Sequential(1);
        Assert.Equal(expected, progress.At([Blank with { LogHarm = share * Math.Log(20) }]), 1e-12);
    }

    [Fact]
    public void Sequential_Together_RollBackAtOne()
    {
        // Two of three with e = 30 and one with 0: the mean is 20 = 1/α, although neither reaches 60 alone.
        CheckVerdict strong = Blank with { LogHarm = Math.Log(30) };
        double together = Sequential(3).At([strong, strong with { Check = 1 }, Blank with { Check = 2, LogHarm = double.NegativeInfinity }]);
        Assert.Equal(1, together, 1e-12);
    }

    [Fact]
    public void Sequential_OneOfThreeBegins_ShowsAtOnce()
    {
        // e = 3, 0.3 and 0.3: the mean says 1.2; alone the first has come ln 3 of ln 60.
        CheckVerdict weak = Blank with { LogHarm = Math.Log(0.3) };
        Assert.Equal(Math.Log(3) / Math.Log(60), Sequential(3).At([Blank with { LogHarm = Math.Log(3) }, weak with { Check = 1 }, weak with { Check = 2 }]), 1e-12);
    }

    [Theory]
    [InlineData(0.01, 0.03, 0.5)]
    [InlineData(0.02, 0.04, 1.5)]
    [InlineData(0.015, 0.035, 1)]
    public void FixedSample_Share_IsTheDistanceFromTheMarginInHalfWidths(double lower, double upper, double expected)
    {
        HarmProgress progress = Bound(Given.Policy(Given.Check(Given.Errors, Given.Points(0.015), Given.Newcombe)));
        Assert.Equal(expected, progress.At([Blank with { Lower = lower, Upper = upper, Margin = 0.015 }]), 1e-9);
        Assert.Equal(double.NegativeInfinity, progress.At([Blank]));
    }

    [Fact]
    public void OneLook_PValue_IsItsLogarithmOverTheRisks()
    {
        // The policy's risk is 5 %: ln 0.0025 is twice ln 0.05.
        HarmProgress progress = Bound(Given.Policy(Given.Check(Given.Errors, Given.Points(0.015), Given.Newcombe)));
        Assert.Equal(2, progress.At([Blank with { HarmP = 0.0025 }]), 1e-12);
        Assert.True(double.IsFinite(progress.At([Blank with { HarmP = 0 }])));
    }

    [Fact]
    public void Score_IsItsShareOfWhatIsNeeded()
    {
        HarmProgress progress = Bound(Given.Policy(Given.Check(Given.Errors, Given.Points(0.015), Given.Newcombe)));
        Assert.Equal(0.75, progress.At([Blank with { Standing = new ScoreStanding(1.5, 2, -1.5, 2, 0.5) }]), 1e-12);
    }

    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(0.2, 1)]
    [InlineData(0.3, 1.5)]
    [InlineData(double.NaN, double.NegativeInfinity)]
    public void Point_HighIsBad_IsTheValueOverItsLimit(double value, double expected) =>
        Assert.Equal(expected, Bound(Given.Policy(Given.Check(Given.P99, Given.AtMost(0.2), Given.Point))).At([Blank with { Canary = value, Margin = 0.2 }]), 1e-12);

    [Fact]
    public void Point_LowIsBad_IsTheLimitOverTheValue() => Assert.Equal(
        0.95 / 0.97,
        Bound(Given.Policy(Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Point))).At([Blank with { Canary = 0.97, Margin = 0.95 }]),
        1e-12);

    [Fact]
    public void Point_NothingPositive_IsADistance() =>
        Assert.Equal(1.25, Bound(Given.Policy(Given.Check(Given.P99, Given.AtMost(0), Given.Point))).At([Blank with { Canary = 0.25, Margin = 0 }]), 1e-12);

    [Fact]
    public void Evidence_ThatRollsBack_HasComeAllTheWay()
    {
        // Thirty errors of the canary among forty, at a tenth of the requests.
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(0), Given.Sequential))));
        HarmProgress progress = HarmProgress.Of(looks.Policy)!;
        double before = progress.At(looks.Next(20, Looks.Errors(2, 150, 18, 1350)));
        double after = progress.At(looks.Next(20, Looks.Errors(30, 150, 18, 1350)));
        Assert.True(looks.Summary.Failing == 0 && after >= 1, $"{after}");
        Assert.True(before < 1, $"{before}");
    }

    private static HarmProgress Sequential(int checks) => Bound(Given.Policy(
        [
            .. new[] { Given.Errors, Given.Conversion, Given.P99 }.Take(checks).Select(metric =>
                Given.Check(metric, metric == Given.P99 ? Given.AtMost(0.25) : Given.Relative(0.2), Given.Sequential)),
        ]) with
    { Risk = new Risk(0.05, 0.05) });

    private static HarmProgress Bound(Policy policy) => HarmProgress.Of(Given.Bind(policy))!;
}
