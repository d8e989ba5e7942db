using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Tests;

/// <summary>Writes a rollout down.</summary>
internal sealed class JournalKeeper(RolloutJournal journal) : IRolloutRecorder
{
    private Observation _observation;

    public RolloutJournal Journal => journal;

    public void Observed(in Observation observation) => _observation = observation;

    public void Stepped(in Transition transition) => journal.Add(_observation, transition);

    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
    {
    }
}
