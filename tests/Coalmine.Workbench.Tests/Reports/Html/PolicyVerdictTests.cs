using Coalmine.Workbench.Reports.Html;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports.Html;

/// <summary>Intervals: R 4.2.2, prop.test(x, n, correct = FALSE) with 4, 0, 10 and 90 of 100.</summary>
public sealed class PolicyVerdictTests
{
    [Fact]
    public void Policy_WhoseIntervalCoversTheYardstick_IsNotDecided()
    {
        PolicyVerdict plain = PolicyVerdict.Of(HandMade.Study(), Yardstick.Usual)[0];
        Assert.Equal(ShipAnswer.Open, plain.Answer);
        Assert.Equal("plain rolls back 4.0 % [1.6, 9.8] of healthy canaries and promotes 0 % [0, 3.7] of regressed ones.", plain.Sentence);
        Assert.StartsWith(
            "Healthy canaries, in healthy: 4.0 % [1.6, 9.8] rolled back, neither shown to be within the 5 % allowed nor beyond; ", plain.Reasons[0], StringComparison.Ordinal);
        Assert.Equal("Regressed canaries, in more-errors: 0 % [0, 3.7] promoted, within the 5 % allowed.", plain.Reasons[1]);
    }

    [Fact]
    public void Policy_WhoseIntervalLiesBeyondTheYardstick_IsNotShipped()
    {
        PolicyVerdict blind = PolicyVerdict.Of(HandMade.Study(), Yardstick.Usual)[1];
        Assert.Equal(ShipAnswer.No, blind.Answer);
        Assert.Equal("Healthy canaries, in healthy: 10.0 % [5.5, 17.4] rolled back, beyond the 5 % allowed.", blind.Reasons[0]);
        Assert.Equal("Regressed canaries, in more-errors: 90.0 % [82.6, 94.5] promoted, beyond the 5 % allowed.", blind.Reasons[1]);
    }

    [Fact]
    public void Policy_WithinAWiderYardstick_IsShipped() =>
        Assert.Equal(ShipAnswer.Yes, PolicyVerdict.Of(HandMade.Study(), new Yardstick(0.1, 0.05))[0].Answer);

    [Fact]
    public void Policy_ThatMetNoRegressedCanary_IsNotDecidedHoweverGoodItIs()
    {
        PolicyVerdict plain = PolicyVerdict.Of(HandMade.Study() with { Scenarios = [HandMade.Study().Scenarios[1]] }, new Yardstick(0.5, 0.5))[0];
        Assert.Equal(ShipAnswer.Open, plain.Answer);
        Assert.Equal("plain rolls back 4.0 % [1.6, 9.8] of healthy canaries; it met no regressed one.", plain.Sentence);
        Assert.Contains("No scenario has a regressed canary: how often it would be promoted is not known.", plain.Reasons);
    }

    // The upper end is z²/(n + z²) with z² = 3.8415: at most 5 % from n = 73 on; tried in steps of a tenth from 60, and rounded up to tens.
    [Fact]
    public void MoreWanted_OfNoneWrong_IsWhereTheIntervalFits() =>
        Assert.Equal("; 80 rollouts in place of 60 would tell, if the share stays", new WrongOutcomes("w", true, 0, 60).MoreWanted(Yardstick.Usual));

    [Fact]
    public void MoreWanted_OfExactlyTheLimit_IsNothingThatCouldBeRun() => Assert.Equal("", new WrongOutcomes("w", true, 5, 100).MoreWanted(Yardstick.Usual));
}
