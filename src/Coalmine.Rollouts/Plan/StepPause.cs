namespace Coalmine.Rollouts.Plan;

/// <summary>Whether a step, once its weight is set, waits for an operator before it is left.</summary>
public enum StepPause
{
    /// <summary>The step is left when its checks allow it.</summary>
    None,

    /// <summary>The step is left only after an operator has said resume (or promote).</summary>
    UntilResumed,
}
