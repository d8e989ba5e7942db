namespace Coalmine.Live.Hooks;

/// <summary>What a hook can be told of.</summary>
public enum HookEvent
{
    /// <summary>The rollout waits for an operator.</summary>
    Paused,

    /// <summary>The canary was promoted.</summary>
    Promoted,

    /// <summary>The canary was rolled back.</summary>
    RolledBack,

    /// <summary>
    /// Something is wrong that people must see to: a rollback that is hindered, a target that somebody else has changed, a write that is refused.
    /// </summary>
    Trouble,
}
