using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>Events behind a score.</summary>
/// <param name="All">Of both arms.</param>
/// <param name="OfCanary">The part that would hit the canary if the arms did not differ.</param>
internal readonly record struct EventTally(double All, double OfCanary)
{
    /// <summary>Saves it, or loads another.</summary>
    public EventTally Exchange(SnapshotStream stream) => new(stream.Number(All), stream.Number(OfCanary));

    /// <summary>Adds a tally.</summary>
    public EventTally Plus(in EventTally other) => new(All + other.All, OfCanary + other.OfCanary);
}
