namespace Coalmine.Rollouts.Journal;

/// <summary>Why a controller decided what it decided.</summary>
public enum DecisionReason
{
    /// <summary>Nothing was up for decision.</summary>
    None,

    /// <summary>Every rule of the step is met.</summary>
    StepDone,

    /// <summary>The step has not lasted or gathered enough yet, or needs more looks.</summary>
    StepNotDone,

    /// <summary>A check failed.</summary>
    CheckFailed,

    /// <summary>A weight above the safe one, or promotion, needs a pass on every check, and one is inconclusive.</summary>
    PassMissing,

    /// <summary>A look brought no data.</summary>
    NoData,

    /// <summary>No data for longer than the policy holds.</summary>
    NoDataTooLong,

    /// <summary>Inconclusive for longer than the policy extends a step.</summary>
    InconclusiveTooLong,

    /// <summary>The plan's maximum was reached.</summary>
    MaximumReached,

    /// <summary>The step waits for an operator.</summary>
    WaitsForOperator,

    /// <summary>An operator said so.</summary>
    OperatorSaid,

    /// <summary>A hook refused or did not answer in time.</summary>
    HookRefused,

    /// <summary>The rollout began, or a hook or a weight was answered.</summary>
    Progress,

    /// <summary>The score of a judgement is not enough, although no check failed.</summary>
    ScoreTooLow,
}
