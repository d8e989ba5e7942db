namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>The cases of <see cref="FlaggerAct"/>.</summary>
public enum FlaggerActKind
{
    /// <summary>An event is recorded.</summary>
    Event,

    /// <summary>A hook of type event is told of the event before; its answer changes nothing.</summary>
    EventHook,

    /// <summary>The routes are written.</summary>
    Route,

    /// <summary>The target is scaled up, to full size whatever the weight.</summary>
    ScaleUp,

    /// <summary>The target is scaled to nothing.</summary>
    ScaleDown,

    /// <summary>The target's template and configs are copied to the primary.</summary>
    CopyToPrimary,
}
