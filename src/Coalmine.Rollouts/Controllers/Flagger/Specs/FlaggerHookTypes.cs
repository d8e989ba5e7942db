namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>The names of the hook types in files.</summary>
public static class FlaggerHookTypes
{
    /// <summary>The type behind a name; empty means rollout, and a name that the controller does not know <see cref="FlaggerHookType.Unknown"/>.</summary>
    public static FlaggerHookType Read(string name) => name switch
    {
        "" or "rollout" => FlaggerHookType.Rollout,
        "confirm-rollout" => FlaggerHookType.ConfirmRollout,
        "pre-rollout" => FlaggerHookType.PreRollout,
        "confirm-traffic-increase" => FlaggerHookType.ConfirmTrafficIncrease,
        "confirm-promotion" => FlaggerHookType.ConfirmPromotion,
        "rollback" => FlaggerHookType.Rollback,
        "post-rollout" => FlaggerHookType.PostRollout,
        "event" => FlaggerHookType.Event,
        _ => FlaggerHookType.Unknown,
    };
}
