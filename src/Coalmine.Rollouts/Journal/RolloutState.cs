namespace Coalmine.Rollouts.Journal;

/// <summary>
/// The state of a rollout between two steps: a value that may be stepped from once. Stepping consumes it, and a second use throws, so that reusing the memory
/// can never be observed: <c>Step</c> remains a function of the state and the observation.
/// </summary>
public readonly struct RolloutState
{
    private readonly int _version;

    internal RolloutState(RolloutMemory memory, int version)
    {
        Memory = memory;
        _version = version;
    }

    /// <summary>How the rollout stands.</summary>
    /// <exception cref="InvalidOperationException">The state has been consumed.</exception>
    public RolloutOutcome Outcome => Checked.Outcome;

    /// <summary>The memory that holds the state.</summary>
    internal RolloutMemory Memory { get; }

    /// <summary>The memory, if this state is still the present one.</summary>
    /// <exception cref="InvalidOperationException">The state has been consumed.</exception>
    internal RolloutMemory Checked => Memory.Version == _version
        ? Memory
        : throw new InvalidOperationException("This rollout state has been stepped from already; fork its memory first to try two futures.");

    /// <summary>A state of its own that equals this one and can be stepped from separately.</summary>
    /// <exception cref="InvalidOperationException">The state has been consumed.</exception>
    public RolloutState Fork() => new(Checked.Fork(), _version);
}
