namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// How the events and the trials of a share are read from the counts of one arm. Both are indices into the measurement plan's list of counters.
/// </summary>
/// <param name="Events">The counter of events, or of what is left when they are taken away.</param>
/// <param name="Trials">The counter of trials.</param>
/// <param name="Complement">Whether the events are the trials without the counter (above a bucket's bound, labelled but not right).</param>
internal readonly record struct ShareDefinition(int Events, int Trials, bool Complement)
{
    /// <summary>The events among the counts of one arm; never more than the trials, which two series of a careless pipeline may say.</summary>
    public double EventsOf(ReadOnlySpan<double> counts) =>
        Complement ? Math.Max(0, counts[Trials] - counts[Events]) : Math.Min(counts[Events], counts[Trials]);

    /// <summary>The trials among the counts of one arm.</summary>
    public double TrialsOf(ReadOnlySpan<double> counts) => counts[Trials];
}
