using Coalmine.Live.Advising;
using Coalmine.Live.Observing;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Advising;

/// <summary>No answer lets a rollout go on but a decision to go on that is recent, and of the version and weight that are there now.</summary>
public sealed class AdviceRulesTests
{
    private static readonly AdviceQuestion _step = new();
    private static readonly AdviceQuestion _promotion = new() { IsPromotion = true };
    private static readonly FollowStanding _goesOn = Standings.Of(DecisionKind.Advance, VerdictKind.Pass);

    [Theory]
    [InlineData(DecisionKind.Advance, AdviceVerdict.Pass)]
    [InlineData(DecisionKind.Promote, AdviceVerdict.Pass)]
    [InlineData(DecisionKind.Hold, AdviceVerdict.Inconclusive)]
    [InlineData(DecisionKind.Pause, AdviceVerdict.Inconclusive)]
    [InlineData(DecisionKind.RollBack, AdviceVerdict.Fail)]
    public void TheDecisionIsTheAnswer(DecisionKind decision, AdviceVerdict verdict)
    {
        Advice advice = AdviceRules.Of(Standings.Of(decision, VerdictKind.Pass), Standings.There, _step, Standings.Now);
        Assert.Equal(verdict, advice.Verdict);
        Assert.Equal(["errors: fine", "what the policy would do"], advice.Reasons);
    }

    [Fact]
    public void NothingFollowed_IsInconclusive_WithTheReason()
    {
        Advice advice = AdviceRules.Of(new FollowStanding { Problem = "Nothing is rolled out." }, Standings.There, _step, Standings.Now);
        Assert.Equal((AdviceVerdict.Inconclusive, "Nothing is rolled out."), (advice.Verdict, advice.Reasons[0]));
    }

    [Fact]
    public void APromotion_NeedsEveryCheck()
    {
        FollowStanding standing = Standings.Of(DecisionKind.Advance, VerdictKind.Pass, VerdictKind.Inconclusive);
        Assert.Equal(AdviceVerdict.Pass, AdviceRules.Of(standing, Standings.There, _step, Standings.Now).Verdict);
        Assert.Equal(AdviceVerdict.Inconclusive, AdviceRules.Of(standing, Standings.There, _promotion, Standings.Now).Verdict);
        Assert.Equal(AdviceVerdict.Pass, AdviceRules.Of(_goesOn, Standings.There, _promotion, Standings.Now).Verdict);
        Assert.Equal(AdviceVerdict.Inconclusive, AdviceRules.Of(_goesOn with { Verdicts = [] }, Standings.There, _promotion, Standings.Now).Verdict);
    }

    [Fact]
    public void BeforeItsFirstWeight_NothingStandsInTheWayOfIt()
    {
        FollowStanding before = Standings.Of(DecisionKind.Hold) with { Weight = TrafficWeight.None, LookedAt = null, GoodUntil = null };
        FollowedReading still = Standings.There with { Weight = TrafficWeight.None };
        Assert.Equal(AdviceVerdict.Pass, AdviceRules.Of(before, still, _step, Standings.Now).Verdict);
        Inconclusive(before, still, _promotion, "no traffic yet");
        Inconclusive(before, Standings.There, _step, "given 10 %");
        Inconclusive(before, null, _step, "cannot be looked at");
        Inconclusive(before with { Problem = "away" }, still, _step, "away");
        Assert.Equal(AdviceVerdict.Fail, AdviceRules.Of(before with { Decision = Standings.Of(DecisionKind.RollBack).Decision }, still, _step, Standings.Now).Verdict);
    }

    [Fact]
    public void WhatIsNotTheSameAnyMore_PassesNothing()
    {
        Inconclusive(_goesOn, Standings.There with { Weight = new TrafficWeight(25) }, _step, "given 25 %");
        Inconclusive(_goesOn, Standings.There with { Revision = "v3" }, _step, "v3 has just begun");
        Inconclusive(_goesOn, Standings.There with { Stage = FollowedStage.Promoted }, _step, "not under way");
        Inconclusive(_goesOn, FollowedReading.Unreadable("timed out"), _step, "timed out");
        Inconclusive(_goesOn, null, _step, "cannot be looked at");
        Inconclusive(_goesOn, Standings.There, new AdviceQuestion { Revision = "v1" }, "version v1");
        Inconclusive(_goesOn, Standings.There, new AdviceQuestion { Weight = new TrafficWeight(25) }, "Asked about 25 %");
        Inconclusive(_goesOn with { GoodUntil = Standings.Now.AddSeconds(-1) }, Standings.There, _step, "too long ago");
        Inconclusive(_goesOn with { Problem = "The journal cannot be written." }, Standings.There, _step, "journal");
    }

    [Fact]
    public void AFail_IsOfItsVersionOnly_AndNeedsNoLookAtTheCluster()
    {
        FollowStanding fails = Standings.Of(DecisionKind.RollBack, VerdictKind.Fail);
        Assert.Equal(AdviceVerdict.Fail, AdviceRules.Of(fails, null, _step, Standings.Now.AddHours(1)).Verdict);
        Assert.Equal(AdviceVerdict.Fail, AdviceRules.Of(fails, FollowedReading.Unreadable("away"), _step, Standings.Now).Verdict);
        Inconclusive(fails, null, new AdviceQuestion { Revision = "v3" }, "version v3");
        Inconclusive(fails, Standings.There with { Revision = "v3" }, _step, "v3 has just begun");
    }

    private static void Inconclusive(FollowStanding standing, FollowedReading? now, AdviceQuestion question, string why)
    {
        Advice advice = AdviceRules.Of(standing, now, question, Standings.Now);
        Assert.Equal(AdviceVerdict.Inconclusive, advice.Verdict);
        Assert.Contains(why, advice.Reasons[0], StringComparison.Ordinal);
    }
}
