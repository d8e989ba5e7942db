using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Tests;

/// <summary>Keeps what a rollout's recorder sees.</summary>
internal sealed class ScrapeLog : IRolloutRecorder
{
    public List<(Moment At, TrafficWeight Weight, long Baseline, long Canary)> Scrapes { get; } = [];

    public List<ObservationKind> Observations { get; } = [];

    public List<EffectKind> Effects { get; } = [];

    public void Observed(in Observation observation) => Observations.Add(observation.Kind);

    public void Stepped(in Transition transition)
    {
        foreach (Effect effect in transition.Effects)
            Effects.Add(effect.Kind);
    }

    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests) =>
        Scrapes.Add((at, weight, baselineRequests, canaryRequests));
}
