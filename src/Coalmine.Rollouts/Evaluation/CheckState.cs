using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What one check has gathered in one rollout. Part of the rollout's memory: reused from one rollout to the next.</summary>
internal class CheckState
{
    /// <summary>ln of the e-value for harm; 0 where the method has none.</summary>
    public double LogHarm { get; protected set; }

    /// <summary>The last verdict given while the check could be asked.</summary>
    public VerdictKind LastKind { get; set; }

    /// <summary>Forgets everything.</summary>
    public virtual void Reset()
    {
        LogHarm = 0;
        LastKind = VerdictKind.Inconclusive;
    }

    /// <summary>Saves or loads everything that <see cref="Copy"/> copies.</summary>
    public virtual void Exchange(SnapshotStream stream)
    {
        LogHarm = stream.Number(LogHarm);
        LastKind = stream.Member(LastKind);
    }

    /// <summary>A state of its own with the same content.</summary>
    public virtual CheckState Copy() => (CheckState)MemberwiseClone();
}
