using Coalmine.Rollouts.Journal;

namespace Coalmine.Simulation;

/// <summary>
/// The pods of one arm as a controller that runs them sees it. Each time that more are asked for, the new ones are a wave: they start together. Given up are
/// those first that came last, so that pods that are asked for again belong to a later wave than those that were given up.
/// </summary>
/// <param name="pods">Pods that serve at the beginning.</param>
internal sealed class ArmPods(int pods)
{
    private int[] _waveOf = new int[Math.Max(pods, 1)];
    private int _desired;
    private int _revision;

    /// <summary>Pods that serve.</summary>
    public int Available { get; private set; }

    /// <summary>The newest wave.</summary>
    public int Wave { get; private set; }

    /// <summary>What the controller is told.</summary>
    public WorkloadCount Count => new(_desired, _desired, Available, _revision);

    /// <summary>A replication begins.</summary>
    /// <param name="revision">The version that they run.</param>
    public void Start(int revision)
    {
        (_desired, Available, Wave, _revision) = (pods, pods, 0, revision);
        _waveOf.AsSpan(0, pods).Clear();
    }

    /// <summary>So many are asked for. Those that are too many go at once.</summary>
    /// <returns>Whether new ones must start, which are <see cref="Wave"/> then.</returns>
    public bool Ask(int desired)
    {
        bool areNew = desired > _desired;
        if (areNew)
        {
            if (desired > _waveOf.Length)
                Array.Resize(ref _waveOf, Math.Max(desired, 2 * _waveOf.Length));
            _waveOf.AsSpan(_desired, desired - _desired).Fill(++Wave);
        }

        _desired = desired;
        Available = Math.Min(Available, desired);
        return areNew;
    }

    /// <summary>A wave has started, and with it all before: those pods of theirs that have not been given up serve.</summary>
    public void Begin(int wave)
    {
        while (Available < _desired && _waveOf[Available] <= wave)
            Available++;
    }

    /// <summary>They run another version.</summary>
    public void Replace(int revision) => _revision = revision;
}
