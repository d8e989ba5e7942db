namespace Coalmine.Live.Hooks;

/// <summary>What a hook is for.</summary>
public enum HookUse
{
    /// <summary>It is asked, such as a smoke test: 2xx agrees, everything else refuses.</summary>
    Question,

    /// <summary>It is told, such as a chat or a pager: whatever it answers, nothing waits for it or depends on it.</summary>
    Event,
}
