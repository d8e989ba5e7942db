using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>Whole runs in time: metrics and samples in, measurements, counters and phases out.</summary>
internal static class RunCases
{
    private const double TimeTolerance = 0.1;
    private static readonly ImmutableArray<MetricProvider> Prometheus = [new MetricProvider.Prometheus("up")];

    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal) { ["analysis_runs"] = Run };

    private static IEnumerable<string> Run(ArgoCase one)
    {
        JsonElement element = one.Element;
        var spec = new AnalysisSpec
        {
            Metrics = [.. ArgoValues.List(element, "metrics").Select(metric => ArgoValues.Metric(metric, Prometheus))],
            Arguments = [.. MetricCases.Arguments(element, "args")],
            DryRun = [.. ArgoValues.List(element, "dry_run").Select(rule => rule.GetString() ?? "")],
            MeasurementRetention = [.. ArgoValues.List(element, "measurement_retention").Select(Retention)],
        };
        var run = new AnalysisRun(AnalysisPlan.Prepare(spec, ArgoRelease.V1_10));
        run.Reset(Moment.Start, TimeSpan.FromSeconds(ArgoValues.Number(element, "start_fraction_of_second") ?? 0));
        List<Measured> measured = Play(run, element);
        return Differences(one.Expected, run, measured);
    }

    private static RetentionRule Retention(JsonElement rule) => new(ArgoValues.Text(rule, "metricName") ?? "", ArgoValues.Whole(rule, "limit"));

    private static List<Measured> Play(AnalysisRun run, JsonElement element)
    {
        TimeSpan latency = TimeSpan.FromSeconds(ArgoValues.Number(element, "query_latency_s") ?? 0);
        Moment horizon = Moment.FromSeconds(ArgoValues.Number(element, "horizon_s") ?? throw new CaseFormatException("'horizon_s' is missing"));
        Moment stop = ArgoValues.Number(element, "terminate_requested_at_s") is { } seconds ? Moment.FromSeconds(seconds) : Moment.Never;
        var measured = new List<Measured>();
        Moment free = Moment.Start;
        while (!run.IsCompleted)
        {
            if (stop <= Moment.Later(run.NextPass, free) && stop <= horizon)
            {
                run.Terminate(Moment.Later(stop, free));
                stop = Moment.Never;
            }

            Moment now = Moment.Later(run.NextPass, free);
            if (now > horizon)
                break;
            int[] due = run.BeginPass(now).ToArray();
            free = due.Length > 0 ? now + latency : now;
            foreach (int index in due)
                measured.Add(new Measured(now, run.Plan!.Metrics[index].Name, Take(run, index, element, free)));
            run.EndPass(free);
        }

        return measured;
    }

    private static AnalysisPhase Take(AnalysisRun run, int index, JsonElement element, Moment at)
    {
        string name = run.Plan!.Metrics[index].Name;
        JsonElement[] samples = [.. ArgoValues.List(ArgoValues.Object(element, "samples_last_repeats"), name)];
        if (samples.Length == 0)
            throw new CaseFormatException($"no samples for '{name}'");
        JsonElement sample = samples[Math.Min(run.Metric(index).Taken, samples.Length - 1)];
        if (ArgoValues.Find(sample, "provider_error") is not { } error)
            return run.Take(index, ArgoValues.Result(sample), at);
        run.Take(index, new MeasurementVerdict(AnalysisPhase.Error, error.ValueKind == JsonValueKind.String ? error.GetString()! : "provider error"), at);
        return AnalysisPhase.Error;
    }

    private static IEnumerable<string> Differences(JsonElement expected, AnalysisRun run, List<Measured> measured)
    {
        IEnumerable<string> differences = ArgoValues.Compare("phase", ArgoValues.Text(expected, "phase"), run.Phase.ToString());
        if (expected.TryGetProperty("message", out _))
            differences = differences.Concat(ArgoValues.Compare("message", ArgoValues.Text(expected, "message") ?? "", run.Message));
        if (expected.TryGetProperty("completed_at_s", out _))
            differences = differences.Concat(CompareTimes("completed_at_s", ArgoValues.Number(expected, "completed_at_s"), run.CompletedAt?.Seconds));
        return differences.Concat(CompareMeasurements(expected, measured)).Concat(CompareMetrics(expected, run));
    }

    private static IEnumerable<string> CompareMeasurements(JsonElement expected, List<Measured> measured)
    {
        if (!expected.TryGetProperty("measurements", out _))
            yield break;
        JsonElement[] wanted = [.. ArgoValues.List(expected, "measurements")];
        if (wanted.Length != measured.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"measurements: expected {wanted.Length}, got {measured.Count}");
        for (int i = 0; i < Math.Min(wanted.Length, measured.Count); i++)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"measurements[{i}]");
            Measured got = measured[i];
            IEnumerable<string> differences = CompareTimes($"{what}.t", ArgoValues.Number(wanted[i], "t"), got.At.Seconds)
                .Concat(ArgoValues.Compare($"{what}.metric", ArgoValues.Text(wanted[i], "metric"), got.Metric))
                .Concat(ArgoValues.Compare($"{what}.phase", ArgoValues.Text(wanted[i], "phase"), got.Phase.ToString()));
            foreach (string difference in differences)
                yield return difference;
        }
    }

    private static IEnumerable<string> CompareMetrics(JsonElement expected, AnalysisRun run)
    {
        if (!expected.TryGetProperty("metrics", out _))
            yield break;
        Dictionary<string, int> results = Enumerable.Range(0, run.Plan?.Metrics.Length ?? 0)
            .Where(index => run.Metric(index).HasResult)
            .ToDictionary(index => run.Plan!.Metrics[index].Name, StringComparer.Ordinal);
        JsonElement[] wanted = [.. ArgoValues.List(expected, "metrics")];
        if (wanted.Length != results.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"metrics: expected {wanted.Length}, got {results.Count}");
        foreach (JsonElement metric in wanted)
        {
            string name = ArgoValues.Text(metric, "name") ?? "";
            if (!results.TryGetValue(name, out int index))
            {
                yield return $"metrics: expected one '{name}', got none";
                continue;
            }

            MetricState state = run.Metric(index);
            foreach (string difference in ArgoValues.Compare($"{name}.phase", ArgoValues.Text(metric, "phase"), state.Phase.ToString()))
                yield return difference;
            MetricCounters counters = ArgoValues.Counters(metric);
            if (counters != state.Counters)
                yield return $"{name}: expected {counters}, got {state.Counters}";
            if (ArgoValues.Number(metric, "retained") is { } retained && retained != run.Retained(index))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}.retained: expected {retained}, got {run.Retained(index)}");
        }
    }

    private static IEnumerable<string> CompareTimes(string what, double? expected, double? got)
    {
        bool agrees = expected is null ? got is null : got is { } value && Math.Abs(value - expected.Value) <= TimeTolerance;
        if (!agrees)
            yield return $"{what}: expected {Show(expected)}, got {Show(got)}";
    }

    private static string Show(double? seconds) => seconds?.ToString(CultureInfo.InvariantCulture) ?? "nothing";

    /// <summary>One measurement: when its query began and what it ended as.</summary>
    private readonly record struct Measured(Moment At, string Metric, AnalysisPhase Phase);
}
