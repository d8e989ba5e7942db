namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>What comes of loading a snapshot. Closed: the nested records are all there are.</summary>
public abstract record SnapshotLoading
{
    private SnapshotLoading()
    {
    }

    /// <summary>It was loaded.</summary>
    /// <param name="State">The state, which can be stepped from.</param>
    public sealed record Loaded(RolloutState State) : SnapshotLoading;

    /// <summary>It does not fit.</summary>
    /// <param name="Reason">Why, as a part of a sentence.</param>
    public sealed record Refused(string Reason) : SnapshotLoading;
}
