namespace Coalmine.Rollouts.Journal;

/// <summary>The cases of <see cref="Effect"/>.</summary>
public enum EffectKind
{
    /// <summary>Wake the controller at a moment; a newer wake with the same id replaces it.</summary>
    Wake,

    /// <summary>Take the measurements of the controller's plan.</summary>
    Measure,

    /// <summary>Forget the wake, measurement or hook call with this id.</summary>
    Cancel,

    /// <summary>Give the canary this share of the traffic.</summary>
    SetWeight,

    /// <summary>Run so many pods of an arm.</summary>
    Scale,

    /// <summary>Send the canary a copy of the baseline's requests, or stop that.</summary>
    Mirror,

    /// <summary>Call a hook.</summary>
    CallHook,

    /// <summary>Tell people that the rollout waits for an operator.</summary>
    Pause,

    /// <summary>Make the canary's version the baseline.</summary>
    Promote,

    /// <summary>Give up the canary's version; the last effect on the traffic of a rollback.</summary>
    Abort,

    /// <summary>Write an event down for people.</summary>
    Record,
}
