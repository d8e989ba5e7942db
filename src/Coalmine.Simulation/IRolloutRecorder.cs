using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Watching;

namespace Coalmine.Simulation;

/// <summary>
/// Looks over the shoulder of one simulated rollout, for a journal, a trace, or a picture. Spans and measurements are valid during the call only.
/// </summary>
public interface IRolloutRecorder : IRequestFollower
{
    /// <summary>The controller is about to step on an observation.</summary>
    void Observed(in Observation observation);

    /// <summary>The controller has stepped.</summary>
    void Stepped(in Transition transition);

    /// <summary>Whether requests are wanted, one by one; the binned engine has none to show.</summary>
    bool FollowsRequests => false;

    /// <inheritdoc/>
    void IRequestFollower.Answered(in AnsweredRequest request)
    {
    }

    /// <summary>A scrape has been taken: requests of each arm since the last one, by the world's own count, and the weight in force.</summary>
    void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests);

    /// <summary>Is shown the samples that a watcher's rules read; nobody unless given.</summary>
    ISampleFollower? Samples => null;

    /// <summary>
    /// An alert of a watcher became pending, fired, was resolved or forgotten. These come in the order of time among themselves, and after the scrapes that
    /// they were judged by; watching goes on when the rollout is over.
    /// </summary>
    void Alerted(AlertTransition transition, Moment at)
    {
    }

    /// <summary>The same scrape, pod by pod; comes after <see cref="Scraped"/>.</summary>
    void ScrapedPods(in PodScrapes scrapes)
    {
    }
}
