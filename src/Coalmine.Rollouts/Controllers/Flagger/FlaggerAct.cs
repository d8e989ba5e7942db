namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>One thing that a tick does; fields that a case does not name hold their default.</summary>
public readonly record struct FlaggerAct
{
    private FlaggerAct(FlaggerActKind kind) => Kind = kind;

    /// <summary>Which case.</summary>
    public FlaggerActKind Kind { get; }

    /// <summary>What happened (event).</summary>
    public FlaggerEvent Event { get; private init; }

    /// <summary>The phase that an event hook is told (event, event hook).</summary>
    public FlaggerPhase Phase { get; private init; }

    /// <summary>Index of the hook in the analysis (event hook, and events about a hook).</summary>
    public int Index { get; private init; }

    /// <summary>The canary's weight in percent (route).</summary>
    public int Weight { get; private init; }

    /// <summary>Whether requests are copied to the canary (route).</summary>
    public bool IsMirrored { get; private init; }

    internal static FlaggerAct Happened(FlaggerEvent happened, FlaggerPhase phase, int index) =>
        new(FlaggerActKind.Event) { Event = happened, Phase = phase, Index = index };

    internal static FlaggerAct TellHook(int index, FlaggerPhase phase) => new(FlaggerActKind.EventHook) { Index = index, Phase = phase };

    internal static FlaggerAct Route(int weight, bool isMirrored) => new(FlaggerActKind.Route) { Weight = weight, IsMirrored = isMirrored };

    internal static FlaggerAct Of(FlaggerActKind kind) => new(kind);
}
