namespace Coalmine.Rollouts.Journal;

/// <summary>What a hook that is called is for, so that a shell without the real hook knows what it would do and answer.</summary>
public enum HookKind
{
    /// <summary>It is asked and its answer matters; a shell without it accepts.</summary>
    Question,

    /// <summary>It is told; its answer changes nothing.</summary>
    Notice,

    /// <summary>A gate that refuses until somebody opens it; a shell without it refuses.</summary>
    ClosedGate,

    /// <summary>It accepts at once and makes requests to the canary for a while.</summary>
    LoadTest,
}
