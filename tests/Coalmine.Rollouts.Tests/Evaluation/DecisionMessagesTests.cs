using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>The sentence of every decision reason.</summary>
public sealed class DecisionMessagesTests
{
    private static readonly BoundPolicy Policy = Given.Bind(Given.Policy(
        Given.Plan(Given.Step(10), Given.Step(50)) with { Shadow = TimeSpan.FromMinutes(10), Maximum = TimeSpan.FromHours(6) },
        Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Sequential),
        Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential) with { Name = "errors notWorseThanBaseline 0.5pp" }));

    [Theory]
    [InlineData(DecisionKind.None, DecisionReason.None, 0, "nothing to decide")]
    [InlineData(DecisionKind.None, DecisionReason.Progress, 0, "nothing to decide")]
    [InlineData(DecisionKind.Hold, DecisionReason.Progress, -1, "hold: the rollout is under way")]
    [InlineData(DecisionKind.Hold, DecisionReason.Progress, 0, "hold at 10 %: the rollout is under way")]
    [InlineData(DecisionKind.Hold, DecisionReason.StepNotDone, 0, "hold at 10 %: the step needs more looks, time or evidence")]
    [InlineData(DecisionKind.Hold, DecisionReason.PassMissing, 1, "hold at 50 %: from here on every check must pass, and not all do yet")]
    [InlineData(DecisionKind.Hold, DecisionReason.NoData, 1, "hold at 50 %: no data")]
    [InlineData(DecisionKind.Hold, DecisionReason.OperatorSaid, 1, "go on at 50 %: an operator said so")]
    [InlineData(DecisionKind.Advance, DecisionReason.StepDone, -1, "begin with 10 %: the shadow stage is done")]
    [InlineData(DecisionKind.Advance, DecisionReason.StepDone, 0, "advance to 50 %: every rule of the step is met")]
    [InlineData(DecisionKind.Pause, DecisionReason.WaitsForOperator, 0, "pause at 10 %: the step waits for an operator")]
    [InlineData(DecisionKind.Pause, DecisionReason.OperatorSaid, -1, "pause: an operator said so")]
    [InlineData(DecisionKind.Pause, DecisionReason.NoDataTooLong, 0, "pause at 10 %: no data for 15 min")]
    [InlineData(DecisionKind.Pause, DecisionReason.InconclusiveTooLong, 1, "pause at 50 %: still inconclusive 1 h after the step's normal end")]
    [InlineData(DecisionKind.Promote, DecisionReason.StepDone, 1, "promote: every rule of the step is met")]
    [InlineData(DecisionKind.Promote, DecisionReason.OperatorSaid, 0, "promote: an operator said so")]
    [InlineData(DecisionKind.RollBack, DecisionReason.CheckFailed, 1, "roll back: errors notWorseThanBaseline 0.5pp failed")]
    [InlineData(DecisionKind.RollBack, DecisionReason.NoDataTooLong, 1, "roll back: no data for 15 min")]
    [InlineData(DecisionKind.RollBack, DecisionReason.InconclusiveTooLong, 1, "roll back: still inconclusive 1 h after the step's normal end")]
    [InlineData(DecisionKind.RollBack, DecisionReason.MaximumReached, 1, "roll back: not promoted within the plan's maximum of 6 h")]
    [InlineData(DecisionKind.RollBack, DecisionReason.OperatorSaid, 1, "roll back: an operator said so")]
    [InlineData(DecisionKind.RollBack, DecisionReason.HookRefused, -1, "roll back: the pre-rollout hook refused or did not answer in time")]
    public void Sentence_EachReason_ReadsAsTheTimelineShowsIt(DecisionKind kind, DecisionReason reason, int step, string expected) =>
        Assert.Equal(expected, DecisionMessages.Sentence(Policy, new Decision(kind, reason, step, Moment.Start) { Check = 1 }));
}
