using System.Text.Json;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>An analysis run of an update, whose queries are answered at once.</summary>
internal sealed class SimulatedRun
{
    private static readonly string[] ResultKeys = ["scalar", "vector", "number", "no_data", "json"];
    private readonly AnalysisRun _run;
    private AnalysisPhase _shown = AnalysisPhase.Pending;

    /// <summary>A run that is created now.</summary>
    public SimulatedRun(string name, int number, AnalysisPreparation preparation, Moment now)
    {
        Name = name;
        Number = number;
        _run = new AnalysisRun(preparation);
        _run.Reset(now);
    }

    /// <summary>What timelines call it.</summary>
    public string Name { get; }

    /// <summary>Its number in the rollout.</summary>
    public int Number { get; }

    /// <summary>Its phase.</summary>
    public AnalysisPhase Phase => _run.Phase;

    /// <summary>When its next pass is due.</summary>
    public Moment NextPass => _run.NextPass;

    /// <summary>Tells it to end.</summary>
    public void Terminate(Moment now) => _run.Terminate(now);

    /// <summary>Makes one pass.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="sample">What the provider answers about a metric.</param>
    /// <param name="say">Receives the events.</param>
    public void Pass(Moment now, Func<string, JsonElement> sample, Action<string> say)
    {
        foreach (int metric in _run.BeginPass(now))
        {
            string name = _run.Plan!.Metrics[metric].Name;
            JsonElement answer = sample(name);
            if (ArgoValues.Text(answer, "provider_error") is { } error)
            {
                _run.Take(metric, new MeasurementVerdict(AnalysisPhase.Error, error), now);
                say($"{Name} {name} Error");
                continue;
            }

            ProviderResult result = ResultOf(answer);
            AnalysisPhase phase = _run.Take(metric, result, now);
            say(phase == AnalysisPhase.Error ? $"{Name} {name} Error" : $"{Name} {name} {phase} {result}".TrimEnd());
        }

        _run.EndPass(now);
        if (_run.Phase == _shown)
            return;
        _shown = _run.Phase;
        say($"run {Name} -> {_run.Phase}");
    }

    /// <summary>The result beside the sample's time.</summary>
    private static ProviderResult ResultOf(JsonElement sample)
    {
        foreach (string key in ResultKeys)
        {
            if (sample.TryGetProperty(key, out JsonElement value))
                return ArgoValues.Result(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [key] = value }));
        }

        throw new Cases.CaseFormatException($"the sample {Cases.CaseFile.Compact(sample)} has no result");
    }
}
