using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>A run whose metrics are described by what has become of them, and which is then stepped.</summary>
internal sealed class RunScript
{
    private static readonly string[] CounterNames = ["count", "successful", "failed", "inconclusive", "error", "consecutiveError", "consecutiveSuccess"];
    private readonly JsonElement[] _metrics;
    private Moment _now = Moment.FromSeconds(1);
    private bool _isDescribed;

    private RunScript(JsonElement[] metrics, AnalysisPreparation preparation)
    {
        _metrics = metrics;
        Run = new AnalysisRun(preparation);
    }

    /// <summary>The run.</summary>
    public AnalysisRun Run { get; }

    /// <summary>Phase of the first metric that was in flight.</summary>
    public AnalysisPhase? InFlightPhase
    {
        get
        {
            int index = Array.FindIndex(_metrics, metric => ArgoValues.Flag(metric, "in_flight"));
            return index < 0 ? null : Run.Metric(index).Phase;
        }
    }

    /// <summary>Makes the run that a case describes.</summary>
    /// <param name="inputs">The case's inputs.</param>
    /// <param name="isDry">Whether all metrics are in a dry run; null where the case says it of each.</param>
    public static RunScript Of(JsonElement inputs, bool? isDry)
    {
        if (ArgoValues.Find(inputs, "metric") is not null)
            return new RunScript([], AnalysisPlan.Prepare(new AnalysisSpec { Metrics = [new MetricSpec { Name = "m" }] }, ArgoRelease.V1_10));
        JsonElement[] metrics = [.. ArgoValues.Find(inputs, "metrics") is null ? ArgoValues.List(inputs, "metric_phases") : ArgoValues.List(inputs, "metrics")];
        ImmutableArray<MetricSpec> specs = [.. metrics.Select(Spec)];
        bool[] dry = [.. metrics.Select((metric, i) => isDry ?? (IsDry(inputs, i, metric) || (metric.ValueKind == JsonValueKind.Object && ArgoValues.Flag(metric, "dry_run"))))];
        var spec = new AnalysisSpec { Metrics = specs, DryRun = [.. specs.Where((_, i) => dry[i]).Select(metric => $"^{Regex.Escape(metric.Name)}$")] };
        var script = new RunScript(metrics, AnalysisPlan.Prepare(spec, ArgoRelease.V1_10));
        if (ArgoValues.Flag(inputs, "terminate") || ArgoValues.Flag(inputs, "terminating"))
            script.Run.Terminate(script._now);
        return script;
    }

    /// <summary>One pass; the first one brings the metrics to where the case begins.</summary>
    public AnalysisPhase RunPass()
    {
        ReadOnlySpan<int> due = Run.BeginPass(_now);
        if (!_isDescribed)
        {
            for (int i = 0; i < _metrics.Length; i++)
                Recall(i, _metrics[i]);
        }
        else
        {
            foreach (int index in due)
                Answer(index, _metrics[index]);
        }

        _isDescribed = true;
        Run.EndPass(_now);
        _now += TimeSpan.FromMilliseconds(1);
        return Run.Phase;
    }

    // For all alike, or per metric: in their order, or by name.
    private static bool IsDry(JsonElement inputs, int index, JsonElement metric)
    {
        string? name = metric.ValueKind == JsonValueKind.Object ? ArgoValues.Text(metric, "name") : null;
        return ArgoValues.Find(inputs, "dry_run") switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(rule => rule.ValueKind == JsonValueKind.String) =>
                list.EnumerateArray().Any(rule => rule.GetString() == name),
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ElementAtOrDefault(index).ValueKind == JsonValueKind.True,
            { ValueKind: JsonValueKind.Object } names when name is not null => ArgoValues.Flag(names, name),
            _ => false,
        };
    }

    // A metric that is described as finished has one measurement and no patience.
    private static MetricSpec Spec(JsonElement metric, int index)
    {
        string name = $"metric{index}";
        bool isFinished = metric.ValueKind == JsonValueKind.String || ArgoValues.Text(metric, "phase") is not null;
        if (metric.ValueKind == JsonValueKind.String)
            return Plain(name, PhaseOf(metric) >= AnalysisPhase.Successful);
        name = ArgoValues.Text(metric, "name") ?? name;
        if (isFinished)
            return Plain(name, PhaseOf(metric) >= AnalysisPhase.Successful);
        MetricSpec spec = ArgoValues.Metric(metric, [new MetricProvider.Prometheus("up")]);

        // Here count is a counter, which the limit of the same name is not.
        return spec with { Name = name, Interval = spec.Interval ?? "60s", Count = null };
    }

    private static MetricSpec Plain(string name, bool isFinished) => new()
    {
        Name = name,
        Interval = isFinished ? null : "60s",
        ConsecutiveErrorLimit = 0,
        Providers = [new MetricProvider.Prometheus("up")],
    };

    private static AnalysisPhase PhaseOf(JsonElement metric) =>
        ArgoValues.Phase(metric.ValueKind == JsonValueKind.String ? metric.GetString() : ArgoValues.Text(metric, "phase"));

    private void Recall(int index, JsonElement metric)
    {
        if (metric.ValueKind == JsonValueKind.Object && ArgoValues.Flag(metric, "in_flight"))
        {
            Run.TakeInFlight(index, Moment.Never);
            return;
        }

        if (metric.ValueKind == JsonValueKind.String || ArgoValues.Text(metric, "phase") is not null)
        {
            AnalysisPhase phase = PhaseOf(metric);
            if (phase != AnalysisPhase.Pending)
                Take(index, phase == AnalysisPhase.Running ? AnalysisPhase.Successful : phase, 1, metric);
            return;
        }

        if (!CounterNames.Any(name => ArgoValues.Find(metric, name) is not null))
            return;
        MetricCounters counters = ArgoValues.Counters(metric);
        Take(index, AnalysisPhase.Successful, counters.Successful - counters.ConsecutiveSuccess, metric);
        Take(index, AnalysisPhase.Failed, counters.Failed, metric);
        Take(index, AnalysisPhase.Inconclusive, counters.Inconclusive, metric);
        Take(index, AnalysisPhase.Successful, counters.ConsecutiveSuccess, metric);
        Take(index, AnalysisPhase.Error, Math.Max(counters.Error, counters.ConsecutiveError), metric);
    }

    private void Take(int index, AnalysisPhase phase, int times, JsonElement metric)
    {
        string message = metric.ValueKind == JsonValueKind.Object ? ArgoValues.Text(metric, "message") ?? ArgoValues.Text(metric, "last_message") ?? "" : "";
        for (int i = 0; i < times; i++)
            Run.Take(index, new MeasurementVerdict(phase, message), _now);
    }

    private void Answer(int index, JsonElement metric)
    {
        string? phase = metric.ValueKind == JsonValueKind.Object ? ArgoValues.Text(metric, Run.IsTerminating ? "terminate_returns" : "in_flight_resumes_as") : null;
        phase ??= metric.ValueKind == JsonValueKind.Object ? ArgoValues.Text(metric, "in_flight_resumes_as") ?? ArgoValues.Text(metric, "terminate_returns") : null;
        Run.Take(index, new MeasurementVerdict(ArgoValues.Phase(phase ?? "Successful"), ""), _now);
    }
}
