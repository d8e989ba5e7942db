using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation;

/// <summary>Writes the journal of a simulated rollout.</summary>
/// <param name="words">The words of the controller that decides.</param>
public sealed class JournalRecorder(RolloutWords words) : IRolloutRecorder
{
    private Observation _observation;

    /// <summary>The journal so far.</summary>
    public RolloutJournal Journal { get; } = new(words);

    /// <inheritdoc/>
    public void Observed(in Observation observation) => _observation = observation.Kept();

    /// <inheritdoc/>
    public void Stepped(in Transition transition)
    {
        Journal.Add(_observation, transition);
        _observation = default;
    }

    /// <inheritdoc/>
    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
    {
        // What was scraped is in the measurements that the journal keeps.
    }
}
