namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>When a hook is called (fluxcd/flagger 15bd6ad5, <c>pkg/controller/scheduler_hooks.go</c>).</summary>
public enum FlaggerHookType
{
    /// <summary>On every checked tick before the metrics; a refusal is a failed check. Also the meaning of an empty type.</summary>
    Rollout,

    /// <summary>Before the canary is scaled up, until accepted; never gives up.</summary>
    ConfirmRollout,

    /// <summary>On ticks without traffic to the canary; a refusal is a failed check.</summary>
    PreRollout,

    /// <summary>After the checks of a weighted canary passed, before the step; a refusal holds.</summary>
    ConfirmTrafficIncrease,

    /// <summary>Whenever promotion is due; a refusal waits.</summary>
    ConfirmPromotion,

    /// <summary>On each tick of a run, before anything is checked; accepting rolls back.</summary>
    Rollback,

    /// <summary>After the end; changes nothing.</summary>
    PostRollout,

    /// <summary>At every event; changes nothing.</summary>
    Event,

    /// <summary>A type that the controller does not know; never called.</summary>
    Unknown,
}
