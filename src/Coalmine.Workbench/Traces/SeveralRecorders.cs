using System.Collections.Immutable;
using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Traces;

/// <summary>Shows one rollout to several recorders, in their order.</summary>
/// <param name="recorders">The recorders.</param>
internal sealed class SeveralRecorders(ImmutableArray<IRolloutRecorder> recorders) : IRolloutRecorder
{
    private readonly ImmutableArray<IRolloutRecorder> _ofRequests = [.. recorders.Where(recorder => recorder.FollowsRequests)];

    /// <inheritdoc/>
    public bool FollowsRequests => !_ofRequests.IsEmpty;

    /// <inheritdoc/>
    public ISampleFollower? Samples { get; } = recorders.Select(recorder => recorder.Samples).FirstOrDefault(samples => samples is not null);

    /// <inheritdoc/>
    public void Alerted(AlertTransition transition, Moment at)
    {
        foreach (IRolloutRecorder recorder in recorders)
            recorder.Alerted(transition, at);
    }

    /// <inheritdoc/>
    public void Observed(in Observation observation)
    {
        foreach (IRolloutRecorder recorder in recorders)
            recorder.Observed(observation);
    }

    /// <inheritdoc/>
    public void Stepped(in Transition transition)
    {
        foreach (IRolloutRecorder recorder in recorders)
            recorder.Stepped(transition);
    }

    /// <inheritdoc/>
    public void Answered(in AnsweredRequest request)
    {
        foreach (IRolloutRecorder recorder in _ofRequests)
            recorder.Answered(request);
    }

    /// <inheritdoc/>
    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
    {
        foreach (IRolloutRecorder recorder in recorders)
            recorder.Scraped(at, weight, baselineRequests, canaryRequests);
    }

    /// <inheritdoc/>
    public void ScrapedPods(in PodScrapes scrapes)
    {
        foreach (IRolloutRecorder recorder in recorders)
            recorder.ScrapedPods(scrapes);
    }
}
