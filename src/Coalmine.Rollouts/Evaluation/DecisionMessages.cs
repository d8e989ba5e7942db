using System.Globalization;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The catalogue of sentences for decisions.</summary>
public static class DecisionMessages
{
    /// <summary>The sentence of a decision, without a full stop.</summary>
    public static string Sentence(BoundPolicy policy, Decision decision)
    {
        RolloutPlan plan = policy.Policy.Plan;
        return decision.Kind switch
        {
            DecisionKind.None => "nothing to decide",
            DecisionKind.Hold when decision.Reason == DecisionReason.OperatorSaid => $"go on{At(plan, decision)}: {Reason(policy, decision)}",
            DecisionKind.Hold => $"hold{At(plan, decision)}: {Reason(policy, decision)}",
            DecisionKind.Advance when decision.Step < 0 => $"begin with {plan.Steps[0].Weight}: the shadow stage is done",
            DecisionKind.Advance => $"advance to {plan.Steps[decision.Step + 1].Weight}: {Reason(policy, decision)}",
            DecisionKind.Pause => $"pause{At(plan, decision)}: {Reason(policy, decision)}",
            DecisionKind.Promote => $"promote: {Reason(policy, decision)}",
            DecisionKind.RollBack => $"roll back: {Reason(policy, decision)}",
            _ => throw new InvalidOperationException("Unreachable: the decisions are closed."),
        };
    }

    private static string At(RolloutPlan plan, Decision decision) => decision.Step < 0 ? "" : $" at {plan.Steps[decision.Step].Weight}";

    /// <summary>Why a decision was taken: the part behind the colon.</summary>
    internal static string Reason(BoundPolicy policy, Decision decision) => decision.Reason switch
    {
        DecisionReason.StepDone => "every rule of the step is met",
        DecisionReason.StepNotDone => "the step needs more looks, time or evidence",
        DecisionReason.CheckFailed => $"{policy.Policy.Checks[decision.Check].Name} failed",
        DecisionReason.PassMissing => "from here on every check must pass, and not all do yet",
        DecisionReason.NoData => "no data",
        DecisionReason.NoDataTooLong => $"no data for {Length(policy.Policy.NoData.UpTo)}",
        DecisionReason.InconclusiveTooLong => $"still inconclusive {Length(policy.Policy.Inconclusive.UpTo)} after the step's normal end",
        DecisionReason.MaximumReached => $"not promoted within the plan's maximum of {Length(policy.Policy.Plan.Maximum)}",
        DecisionReason.WaitsForOperator => "the step waits for an operator",
        DecisionReason.OperatorSaid => "an operator said so",
        DecisionReason.HookRefused => "the pre-rollout hook refused or did not answer in time",
        DecisionReason.Progress => "the rollout is under way",
        DecisionReason.ScoreTooLow => "the judge's score is too low",
        DecisionReason.None => "no reason",
        _ => throw new InvalidOperationException("Unreachable: the reasons are closed."),
    };

    private static string Length(TimeSpan length) => length.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.##} h")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.##} min");
}
