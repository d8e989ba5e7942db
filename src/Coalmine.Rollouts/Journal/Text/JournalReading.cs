namespace Coalmine.Rollouts.Journal.Text;

/// <summary>What comes of reading a journal. Closed: the nested records are all there are.</summary>
public abstract record JournalReading
{
    private JournalReading()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Rollout">What it tells.</param>
    public sealed record Read(RecordedRollout Rollout) : JournalReading;

    /// <summary>It was refused.</summary>
    /// <param name="Problem">The first thing that is wrong.</param>
    public sealed record Refused(JournalProblem Problem) : JournalReading;
}
