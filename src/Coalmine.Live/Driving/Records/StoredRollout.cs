using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Driving.Records;

/// <summary>What is there of a rollout that an earlier process has driven. A closed union.</summary>
public abstract record StoredRollout
{
    private StoredRollout()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record Nothing : StoredRollout;

    /// <summary>A record that can be gone on with.</summary>
    /// <param name="Rollout">What it tells.</param>
    public sealed record Kept(RecordedRollout Rollout) : StoredRollout;

    /// <summary>A record that cannot be read.</summary>
    /// <param name="Text">Where and why, in words.</param>
    public sealed record Unreadable(string Text) : StoredRollout;
}
