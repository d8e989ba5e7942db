using Coalmine.Live.Observing;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Tests.Advising;

/// <summary>Rollouts that stand as a test wants them to.</summary>
internal static class Standings
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static FollowedReading There => new(FollowedStage.UnderWay, "v2", new TrafficWeight(10), "Progressing");

    public static FollowStanding Of(DecisionKind kind, params VerdictKind[] verdicts) => new()
    {
        Rollout = "fraud-1",
        Revision = "v2",
        Weight = new TrafficWeight(10),
        Decision = new Decision(kind, DecisionReason.StepDone, 0, Moment.Start),
        Sentences = ["errors: fine", "what the policy would do"],
        Verdicts = [.. verdicts],
        LookedAt = Now.AddSeconds(-30),
        NextAt = Now.AddSeconds(30),
        GoodUntil = Now.AddMinutes(2),
        IsOpen = true,
    };
}
