using System.Runtime.InteropServices;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What the rules of one tick share: what was read when it began, the state so far, and what has been done since the last question.</summary>
internal sealed class FlaggerTickContext(FlaggerCanarySpec spec, FlaggerProvider provider)
{
    private readonly List<FlaggerAct> _acts = new(16);

    /// <summary>The object as the tick reads it.</summary>
    public FlaggerCanarySpec Spec { get; set; } = spec;

    /// <summary>The provider that routes.</summary>
    public FlaggerProvider Provider { get; set; } = provider;

    /// <summary>The state so far.</summary>
    public FlaggerState State { get; set; }

    /// <summary>What the tick sees.</summary>
    public FlaggerSight Sight { get; set; }

    /// <summary>The phase of the object as the tick holds it: events are told with it even after the status was written.</summary>
    public FlaggerPhase Held { get; set; }

    /// <summary>The analysis.</summary>
    public FlaggerAnalysis Analysis => Spec.EffectiveAnalysis;

    /// <summary>What was done since the last question.</summary>
    public ReadOnlySpan<FlaggerAct> Acts => CollectionsMarshal.AsSpan(_acts);

    /// <summary>The canary's weight as the router reports it. Provider kubernetes routes nothing and reports 100 once iterations are counted.</summary>
    public int Weight => Provider.IsKubernetes ? (State.Iterations > 0 ? 100 : 0) : State.RoutedWeight;

    /// <summary>Whether the router reports a mirror.</summary>
    public bool IsMirrored => !Provider.IsKubernetes && State.IsMirrored;

    /// <summary>Iterations that decide: provider kubernetes takes ten where the analysis has none.</summary>
    public int Iterations => Provider.IsKubernetes && Analysis.Iterations < 1 ? 10 : Analysis.Iterations;

    /// <summary>Forgets what was done.</summary>
    public void Clear() => _acts.Clear();

    /// <summary>A context of its own with the same content.</summary>
    public FlaggerTickContext Copy()
    {
        FlaggerTickContext copy = new(Spec, Provider) { State = State, Sight = Sight, Held = Held };
        copy._acts.AddRange(_acts);
        return copy;
    }

    /// <summary>Does something.</summary>
    public void Do(FlaggerActKind kind) => _acts.Add(FlaggerAct.Of(kind));

    /// <summary>Records an event with the phase that the tick holds.</summary>
    public void Record(FlaggerEvent happened, int index = -1) => Record(happened, Held, index);

    /// <summary>Records an event; every hook of type event is told.</summary>
    public void Record(FlaggerEvent happened, FlaggerPhase phase, int index = -1)
    {
        _acts.Add(FlaggerAct.Happened(happened, phase, index));
        for (int i = 0; i < Analysis.Hooks.Length; i++)
            if (Analysis.Hooks[i].Type == FlaggerHookType.Event)
                _acts.Add(FlaggerAct.TellHook(i, phase));
    }

    /// <summary>Writes the routes. Provider kubernetes has none; a router that cannot mirror drops the mirror.</summary>
    public void Route(int weight, bool isMirrored = false)
    {
        if (Provider.IsKubernetes)
            return;
        bool mirrors = isMirrored && Provider.Mirrors(Spec);
        if (weight != State.RoutedWeight || mirrors != State.IsMirrored)
            _acts.Add(FlaggerAct.Route(weight, mirrors));
        State = State with { RoutedWeight = weight, IsMirrored = mirrors };
    }

    /// <summary>Copies whatever template the target has now to the primary.</summary>
    public void CopyToPrimary()
    {
        Record(FlaggerEvent.Copying);
        Do(FlaggerActKind.CopyToPrimary);
        State = State with { Primary = Sight.Target };
    }

    /// <summary>Counts a failed check.</summary>
    public void CountFailure() => State = State with { FailedChecks = State.FailedChecks + 1 };
}
