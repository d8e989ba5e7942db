using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>A change of the target that a controller has asked for and that is not known to be done.</summary>
/// <param name="Entry">Number of the entry that asks for it.</param>
/// <param name="Index">Its place among the entry's effects; together with the entry it names the change.</param>
/// <param name="Effect">What is asked for.</param>
/// <param name="IsRollback">Whether it is part of a rollback, which is carried out whatever somebody else has changed.</param>
/// <param name="IsOrdered">Whether an operator has asked for it, who has seen what is there.</param>
internal sealed record TrafficDuty(long Entry, int Index, Effect Effect, bool IsRollback, bool IsOrdered)
{
    /// <summary>Tries so far that failed.</summary>
    public int Failures { get; init; }

    /// <summary>The earliest next try.</summary>
    public Moment NotBefore { get; init; } = Moment.Start;

    /// <summary>What the last try was told; empty before it.</summary>
    public string LastProblem { get; init; } = "";

    /// <summary>Whether it is tried no more until an operator lets the rollout go on, since somebody else has changed the target.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>Whether it is none of its entry's effects, but asked for once more under that entry's name.</summary>
    public bool IsRestored { get; init; }

    /// <summary>Whether it gives the canary a step's weight once more, since an operator lets the rollout go on.</summary>
    public bool IsResumed => IsRestored && IsOrdered && Effect.Kind == EffectKind.SetWeight;

    /// <summary>The weight that the target bore when an operator let the rollout go on; nothing where that is not known.</summary>
    public TrafficWeight? Seen { get; init; }

    /// <summary>Whether it takes the canary's traffic away, which is tried for ever.</summary>
    public bool TakesTrafficAway => IsRollback && Effect.Kind == EffectKind.SetWeight;

    /// <summary>Whether a later weight makes it pointless. Mirroring that is to end has to end all the same.</summary>
    public bool IsSuperseded => Effect.Kind != EffectKind.Mirror || Effect.On;
}
