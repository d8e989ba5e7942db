namespace Coalmine.Live.Driving;

/// <summary>Why the driving of a rollout ended.</summary>
public enum LiveEndKind
{
    /// <summary>The rollout is decided, and everything that follows is done or given up.</summary>
    Finished,

    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>Another driver has the target, or the lease is lost: nothing more was written.</summary>
    Superseded,

    /// <summary>
    /// It was not begun or gone on with, and the text says why; nothing was written, or the traffic of a rollout without a record was taken away.
    /// </summary>
    NotDriven,
}
