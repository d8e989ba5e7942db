using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>Runs the machine tick by tick with scripted answers. The revision 2 is pushed over 1 before the first tick.</summary>
internal sealed class ScriptedTicks(FlaggerAnalysis? analysis, string provider = "istio")
{
    public FlaggerMachine Machine { get; } = new(Given(analysis, provider), FlaggerState.Initialized(new FlaggerTarget(1, 1)), FlaggerProvider.Default);

    public FlaggerState State => Machine.State;

    public FlaggerTarget Target { get; set; } = new(2, 1);

    public FlaggerReadiness Primary { get; set; } = FlaggerReadiness.Ready;

    public FlaggerReadiness Canary { get; set; } = FlaggerReadiness.Ready;

    /// <summary>Hooks that answer otherwise than usual; usual is to accept, and not to ask for a rollback.</summary>
    public Dictionary<string, bool> Hooks { get; } = [];

    /// <summary>What the last tick asked and did, in order.</summary>
    public List<string> Log { get; } = [];

    public static FlaggerCanarySpec Given(FlaggerAnalysis? analysis, string provider = "istio") => new()
    {
        Name = "scores",
        Namespace = "shop",
        Target = "scores",
        Provider = provider,
        Analysis = analysis is null ? null : analysis with { Metrics = [new FlaggerMetric { Name = "scripted", Query = "answer" }] },
    };

    public static FlaggerAnalysis Hooked(FlaggerAnalysis analysis, params (string Name, FlaggerHookType Type)[] hooks) =>
        analysis with { Hooks = [.. hooks.Select(hook => new FlaggerHook(hook.Name, hook.Type))] };

    /// <summary>One tick; the metric passes or fails if it is asked.</summary>
    public ScriptedTicks Tick(bool passes = true)
    {
        Log.Clear();
        FlaggerQuestion question = Machine.Begin(new FlaggerSight(Target, Primary, Canary));
        Note();
        while (question.Kind != FlaggerQuestionKind.None)
        {
            question = Machine.Answer(question.Kind == FlaggerQuestionKind.Metric ? Read(passes) : Call(question));
            Note();
        }

        return this;
    }

    /// <summary>Ticks, P for a metric that passes and F for one that fails.</summary>
    public ScriptedTicks Ticks(string metrics)
    {
        foreach (char metric in metrics)
            Tick(metric == 'P');
        return this;
    }

    /// <summary>Ticks with the state after each in words: phase, routed weight, failed checks.</summary>
    public IEnumerable<string> Trace(string metrics)
    {
        foreach (char metric in metrics)
        {
            Tick(metric == 'P');
            yield return $"{State.Phase} {Machine.RoutedWeight} {State.FailedChecks}";
        }
    }

    private bool Read(bool passes)
    {
        Log.Add("metric");
        return passes;
    }

    private bool Call(FlaggerQuestion question)
    {
        FlaggerHook hook = Machine.Spec.EffectiveAnalysis.Hooks[question.Index];
        Log.Add($"{hook.Name}@{question.Phase}");
        return Hooks.TryGetValue(hook.Name, out bool accepts) ? accepts : hook.Type != FlaggerHookType.Rollback;
    }

    private void Note()
    {
        foreach (FlaggerAct act in Machine.Acts)
            if (act.Kind == FlaggerActKind.EventHook)
                Log.Add($"{Machine.Spec.EffectiveAnalysis.Hooks[act.Index].Name}@{act.Phase}");
            else if (act.Kind != FlaggerActKind.Event)
                Log.Add(act.Kind == FlaggerActKind.Route ? $"route {act.Weight}{(act.IsMirrored ? " mirrored" : "")}" : act.Kind.ToString());
    }
}
