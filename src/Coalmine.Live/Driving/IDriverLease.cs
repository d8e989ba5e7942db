namespace Coalmine.Live.Driving;

/// <summary>The right to drive one target. Somebody else keeps it alive; the rollout only looks at it.</summary>
public interface IDriverLease
{
    /// <summary>How often the right has changed hands: every write bears the number, so that an older driver's writes are refused.</summary>
    long Fence { get; }

    /// <summary>Cancelled as soon as the right is lost, or can no longer be known to be held: then nothing more is written.</summary>
    CancellationToken Lost { get; }

    /// <summary>Whether it is held at this very moment; asked before each write, since a process may have slept through its own term.</summary>
    bool IsHeld => !Lost.IsCancellationRequested;
}
