using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>Changes of the target in words.</summary>
internal static class DutyWords
{
    /// <summary>A change, as one would ask for it.</summary>
    public static string Of(Effect effect) => effect.Kind switch
    {
        EffectKind.SetWeight when effect.Weight.Parts == 0 => "take the canary's traffic away",
        EffectKind.SetWeight => $"give the canary {effect.Weight}",
        EffectKind.Mirror => effect.On ? "mirror requests to the canary" : "stop mirroring requests to the canary",
        EffectKind.Promote => "make the canary's version the baseline's",
        EffectKind.Abort => "give the canary's version up",
        EffectKind.Scale => FormattableString.Invariant($"run {effect.Replicas} pods of the {(effect.Arm == Arm.Canary ? "canary" : "baseline")}"),
        _ => throw new ArgumentException("No change of the target.", nameof(effect)),
    };
}
