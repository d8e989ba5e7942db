using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Conformance.Flagger;

/// <summary>Runs our machine through a case and compares what each tick leaves behind.</summary>
internal sealed class FlaggerTickRun(FlaggerTickCase one)
{
    private readonly List<string> _revisions = ["v1", "v2"];
    private readonly List<string> _hooksCalled = [];
    private readonly FlaggerMachine _machine = new(one.Spec, FlaggerState.Initialized(new FlaggerTarget(0, 0)), FlaggerProvider.Default);
    private int _target = 1;
    private bool _isCanaryReady = true;
    private bool _isPrimaryReady = true;
    private bool _isMetricRead;

    /// <summary>What differs at the first tick at which something does; null where nothing does.</summary>
    public string? Difference()
    {
        if (one.UnknownMember() is { } unknown)
            throw new CaseFormatException($"a tick has the unknown member '{unknown}'");
        for (int tick = 0; tick < one.Ticks.Length; tick++)
        {
            Run(one.Ticks[tick]);
            string[] differences = Compare(one.Expected[tick], tick).ToArray();
            if (differences.Length > 0)
                return string.Create(CultureInfo.InvariantCulture, $"tick {tick}: {string.Join("; ", differences)}");
        }

        return null;
    }

    private void Run(CaseMembers tick)
    {
        _isCanaryReady = tick.Flag("CanaryReady") ?? _isCanaryReady;
        _isPrimaryReady = tick.Flag("PrimaryReady") ?? _isPrimaryReady;
        if (tick.Text("newRevision") is { Length: > 0 } revision)
            _target = NumberOf(revision);
        FlaggerCanarySpec spec = _machine.Spec;
        FlaggerCanarySpec edited = spec with { Suspend = tick.Flag("suspend") ?? spec.Suspend, SkipAnalysis = tick.Flag("skipAnalysis") ?? spec.SkipAnalysis };
        if (tick.Has("setMaxWeight"))
            edited = edited with { Analysis = spec.Analysis! with { MaxWeight = tick.Count("setMaxWeight") } };
        if (edited != spec)
            _machine.Spec = edited;

        _hooksCalled.Clear();
        _isMetricRead = false;
        FlaggerSight sight = new(
            new FlaggerTarget(_target, 0),
            Readiness(_isPrimaryReady, tick.Flag("PrimaryDeadlineExceeded") ?? false),
            Readiness(_isCanaryReady, tick.Flag("CanaryDeadlineExceeded") ?? false));
        FlaggerQuestion question = _machine.Begin(sight);
        NoteEventHooks();
        while (question.Kind != FlaggerQuestionKind.None)
        {
            question = _machine.Answer(question.Kind == FlaggerQuestionKind.Hook ? CallHook(tick, question) : ReadMetric(tick));
            NoteEventHooks();
        }
    }

    private static FlaggerReadiness Readiness(bool isReady, bool isPastDeadline) =>
        isPastDeadline ? FlaggerReadiness.PastDeadline : isReady ? FlaggerReadiness.Ready : FlaggerReadiness.NotReady;

    private int NumberOf(string revision)
    {
        int number = _revisions.IndexOf(revision);
        if (number >= 0)
            return number;
        _revisions.Add(revision);
        return _revisions.Count - 1;
    }

    private bool CallHook(CaseMembers tick, FlaggerQuestion question)
    {
        FlaggerHook hook = _machine.Spec.EffectiveAnalysis.Hooks[question.Index];
        _hooksCalled.Add($"{hook.Name}@{question.Phase}");
        bool? scripted = tick.TryFind("hooks", out JsonElement hooks) ? CaseMembers.Of(hooks, $"{tick.Where}.hooks").Flag(hook.Name) : null;
        return scripted ?? hook.Type != FlaggerHookType.Rollback;
    }

    private bool ReadMetric(CaseMembers tick)
    {
        _isMetricRead = true;
        return tick.Text("metric", "pass") == "pass";
    }

    private void NoteEventHooks()
    {
        foreach (FlaggerAct act in _machine.Acts)
            if (act.Kind == FlaggerActKind.EventHook)
                _hooksCalled.Add($"{_machine.Spec.EffectiveAnalysis.Hooks[act.Index].Name}@{act.Phase}");
    }

    private IEnumerable<string> Compare(CaseMembers expected, int tick)
    {
        FlaggerState state = _machine.State;
        foreach (string name in expected.Names)
        {
            JsonElement? got = name switch
            {
                "tick" => JsonSerializer.SerializeToElement(tick),
                "phase" => JsonSerializer.SerializeToElement(state.Phase.ToString()),
                "failedChecks" => JsonSerializer.SerializeToElement(state.FailedChecks),
                "iterations" => JsonSerializer.SerializeToElement(state.Iterations),
                "statusCanaryWeight" => JsonSerializer.SerializeToElement(state.CanaryWeight),
                "routedCanaryWeight" => JsonSerializer.SerializeToElement(_machine.RoutedWeight),
                "mirrored" => JsonSerializer.SerializeToElement(state.IsMirrored),
                "primarySpec" => JsonSerializer.SerializeToElement(_revisions[state.Primary.Template]),
                "metricsEvaluated" => JsonSerializer.SerializeToElement(_isMetricRead),
                "hooksCalled" => JsonSerializer.SerializeToElement(_hooksCalled),
                _ => null,
            };
            _ = expected.TryFind(name, out JsonElement wanted);
            if (got is not { } value)
                yield return $"{name}: expected {CaseFile.Compact(wanted)}, got nothing";
            else if (!JsonElement.DeepEquals(wanted, value))
                yield return $"{name}: expected {CaseFile.Compact(wanted)}, got {CaseFile.Compact(value)}";
        }

        if (!expected.Has("hooksCalled") && _hooksCalled.Count > 0)
            yield return $"hooksCalled: expected none, got {CaseFile.Compact(JsonSerializer.SerializeToElement(_hooksCalled))}";
    }
}
