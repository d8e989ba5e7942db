using Coalmine.Rollouts.Journal;

namespace Coalmine.Simulation;

/// <summary>The pods of one arm as a controller that runs them sees it.</summary>
/// <param name="pods">Pods that serve at the beginning.</param>
internal sealed class ArmPods(int pods)
{
    private int _desired;
    private int _revision;

    /// <summary>Pods that serve.</summary>
    public int Available { get; private set; }

    /// <summary>What the controller is told.</summary>
    public WorkloadCount Count => new(_desired, _desired, Available, _revision);

    /// <summary>A replication begins.</summary>
    /// <param name="revision">The version that they run.</param>
    public void Start(int revision) => (_desired, Available, _revision) = (pods, pods, revision);

    /// <summary>So many are asked for. Those that are too many go at once.</summary>
    /// <returns>Whether new ones must start.</returns>
    public bool Ask(int desired)
    {
        _desired = desired;
        Available = Math.Min(Available, desired);
        return desired > Available;
    }

    /// <summary>So many of those that were asked for have started, unless fewer are wanted by now.</summary>
    public void Begin(int started) => Available = Math.Max(Available, Math.Min(started, _desired));

    /// <summary>They run another version.</summary>
    public void Replace(int revision) => _revision = revision;
}
