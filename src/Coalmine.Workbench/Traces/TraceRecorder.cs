using System.Collections.Immutable;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Traces;

/// <summary>Writes down what happens in one simulated rollout, with the sentences of verdicts and decisions.</summary>
/// <param name="words">The words of the controller that decides.</param>
/// <param name="follower">Is told at once; nobody unless given.</param>
public sealed class TraceRecorder(RolloutWords words, ITraceFollower? follower = null) : IRolloutRecorder
{
    private readonly ImmutableArray<TraceEvent>.Builder _events = ImmutableArray.CreateBuilder<TraceEvent>();
    private Moment _now = Moment.Start;

    /// <summary>What happened so far, in order.</summary>
    public ImmutableArray<TraceEvent> Events => _events.ToImmutable();

    /// <inheritdoc/>
    public void Observed(in Observation observation)
    {
        _now = observation.At;
        if (observation.Kind == ObservationKind.HookAnswered)
            Add(new TraceEvent.HookAnswered(_now, observation.Accepted));
        else if (observation.Kind == ObservationKind.OperatorSaid)
            Add(new TraceEvent.OperatorSaid(_now, observation.Word));
    }

    /// <inheritdoc/>
    public void Stepped(in Transition transition)
    {
        Decision decision = transition.Decision;
        if (transition.Verdicts.Length > 0)
            Add(new TraceEvent.Looked(_now, decision.Step, Sentences(transition.Verdicts)));
        if (decision.Kind != DecisionKind.None)
            Add(new TraceEvent.Decided(_now, decision, words.Sentence(decision)));
        foreach (ref readonly Effect effect in transition.Effects)
            Add(effect);
    }

    /// <inheritdoc/>
    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests) =>
        Add(new TraceEvent.Scraped(at, weight, baselineRequests, canaryRequests));

    /// <inheritdoc/>
    public void Alerted(AlertTransition transition, Moment at)
    {
        Labels own = transition.Labels.Without("alertname");
        foreach (TemplatedLabel label in transition.Rule.Labels.Where(label => !label.Value.ToString().Contains("{{", StringComparison.Ordinal)))
            own = own.Without(label.Name);
        string labels = own == Labels.Empty ? "" : own.ToString();
        Add(new TraceEvent.AlertChanged(at, transition.Rule.Name, labels, transition.From, transition.To, transition.Value));
    }

    private void Add(TraceEvent happened)
    {
        _events.Add(happened);
        follower?.Happened(happened);
    }

    private ImmutableArray<TraceVerdict> Sentences(ReadOnlySpan<CheckVerdict> verdicts)
    {
        ImmutableArray<TraceVerdict>.Builder all = ImmutableArray.CreateBuilder<TraceVerdict>(verdicts.Length);
        foreach (ref readonly CheckVerdict verdict in verdicts)
        {
            CheckName name = words.Checks[verdict.Check];
            all.Add(new TraceVerdict(name.Check, name.Metric, verdict, words.Sentence(verdict)));
        }

        return all.MoveToImmutable();
    }

    private void Add(in Effect effect)
    {
        TraceEvent? happened = effect.Kind switch
        {
            EffectKind.SetWeight => new TraceEvent.WeightSet(_now, effect.Weight),
            EffectKind.Mirror => new TraceEvent.Mirrored(_now, effect.On),
            EffectKind.CallHook => new TraceEvent.HookCalled(_now, effect.Text),
            EffectKind.Pause => new TraceEvent.Paused(_now),
            EffectKind.Promote => new TraceEvent.Promoted(_now),
            EffectKind.Abort => new TraceEvent.Aborted(_now),

            // What the controller asks for its own running is no news to people, and records repeat what decisions say.
            _ => null,
        };
        if (happened is not null)
            Add(happened);
    }
}
