using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// One thing that a controller asks of the world. A closed union: the factories below are the only cases. It is a struct for the same reason as
/// <see cref="Observation"/>; fields that a case does not name hold their default.
/// </summary>
public readonly record struct Effect
{
    private Effect(EffectKind kind) => Kind = kind;

    /// <summary>Which case.</summary>
    public EffectKind Kind { get; }

    /// <summary>Id of the wake, measurement or hook call.</summary>
    public int Id { get; private init; }

    /// <summary>Which query of the measurement plan to ask; -1 for all that the plan names. Measurements only.</summary>
    public int Query { get; private init; }

    /// <summary>When to wake.</summary>
    public Moment At { get; private init; }

    /// <summary>The weight to set.</summary>
    public TrafficWeight Weight { get; private init; }

    /// <summary>The arm to scale.</summary>
    public Arm Arm { get; private init; }

    /// <summary>The pods to run.</summary>
    public int Replicas { get; private init; }

    /// <summary>Whether to mirror.</summary>
    public bool On { get; private init; }

    /// <summary>What the hook is for.</summary>
    public HookKind Hook { get; private init; }

    /// <summary>The hook's name, or the text to record.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Wake the controller at a moment; a newer one with the same id replaces it.</summary>
    public static Effect Wake(int id, Moment at) => new(EffectKind.Wake) { Id = id, At = at };

    /// <summary>Take the measurements of the controller's plan now.</summary>
    public static Effect Measure(int id) => new(EffectKind.Measure) { Id = id, Query = -1 };

    /// <summary>Ask one query of the controller's plan now; the other answers of the measurements mean nothing then.</summary>
    public static Effect Measure(int id, int query) => new(EffectKind.Measure) { Id = id, Query = query };

    /// <summary>Forget the wake, measurement or hook call with this id.</summary>
    public static Effect Cancel(int id) => new(EffectKind.Cancel) { Id = id };

    /// <summary>Give the canary this share of the traffic.</summary>
    public static Effect SetWeight(TrafficWeight weight) => new(EffectKind.SetWeight) { Weight = weight };

    /// <summary>Run so many pods of an arm.</summary>
    public static Effect Scale(Arm arm, int replicas) => new(EffectKind.Scale) { Arm = arm, Replicas = replicas };

    /// <summary>Send the canary a copy of the baseline's requests, or stop that.</summary>
    public static Effect Mirror(bool on) => new(EffectKind.Mirror) { On = on };

    /// <summary>Call a hook.</summary>
    public static Effect CallHook(int id, string name, HookKind kind = HookKind.Question) => new(EffectKind.CallHook) { Id = id, Text = name, Hook = kind };

    /// <summary>Tell people that the rollout waits for an operator.</summary>
    public static Effect Pause() => new(EffectKind.Pause);

    /// <summary>Make the canary's version the baseline.</summary>
    public static Effect Promote() => new(EffectKind.Promote);

    /// <summary>Give up the canary's version.</summary>
    public static Effect Abort() => new(EffectKind.Abort);

    /// <summary>Write an event down for people.</summary>
    public static Effect Record(string text) => new(EffectKind.Record) { Text = text };
}
