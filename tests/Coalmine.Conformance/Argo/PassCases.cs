using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>Cases about single passes of a run: what is measured now, when the next pass is due, and what the run is after it.</summary>
internal static class PassCases
{
    private static readonly ImmutableArray<MetricProvider> Prometheus = [new MetricProvider.Prometheus("up")];

    // Far from the start, so that moments before it are moments of the run.
    private static readonly Moment Now = Moment.FromSeconds(100_000);

    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["schedule"] = Schedule,
        ["next_reconcile"] = NextReconcile,
        ["assess_run"] = AssessRun,
    };

    private static IEnumerable<string> Schedule(ArgoCase one)
    {
        bool isList = ArgoValues.Find(one.Inputs, "metrics") is not null;
        AnalysisRun run = Prepare(one.Inputs, startsNow: false, out int valid);
        int started = valid == 0 ? 0 : run.BeginPass(Now).Length;
        if (!isList)
            return ArgoValues.Flag(one.Expected, "measure_now") == started > 0 ? [] : [$"measure_now: expected {started == 0}, got {started > 0}"];
        double? expected = one.Expected.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.Number)
            .Select(member => (double?)member.Value.GetDouble())
            .FirstOrDefault();
        if (expected is null && ArgoValues.Find(one.Expected, "measure_now") is not null)
            expected = ArgoValues.Flag(one.Expected, "measure_now") ? started : 0;
        return expected == started ? [] : [$"measurements started: expected {expected}, got {started}"];
    }

    private static IEnumerable<string> NextReconcile(ArgoCase one)
    {
        AnalysisRun run = Prepare(one.Inputs, startsNow: true, out int valid);
        double? got = valid == 0 || run.NextPass == Moment.Never ? null : (run.NextPass - Now).TotalSeconds;
        double? expected = ArgoValues.Number(one.Expected, "next_after_s");

        // An overdue metric is one that the next pass takes at once.
        bool agrees = expected is null ? got is null : got is not null && Math.Abs(Math.Max(0, expected.Value) - got.Value) < 0.1;
        return agrees ? [] : [$"next_after_s: expected {expected?.ToString() ?? "nothing"}, got {got?.ToString() ?? "nothing"}"];
    }

    // Metrics as described, with everything that happened to them before Now, in passes of their own.
    private static AnalysisRun Prepare(JsonElement inputs, bool startsNow, out int valid)
    {
        JsonElement[] described = [.. ArgoValues.Find(inputs, "metrics") is null ? [inputs] : ArgoValues.List(inputs, "metrics")];
        var metrics = new List<(MetricSpec Spec, JsonElement Case)>();
        foreach (JsonElement metric in described)
        {
            MetricSpec spec = ArgoValues.Metric(metric, Prometheus) with { Name = $"m{metrics.Count}" };

            // A metric whose duration cannot be read is never due.
            if (MetricValidation.ProblemOf(spec) is not { } problem || !problem.StartsWith("invalid", StringComparison.Ordinal))
                metrics.Add((MetricValidation.ProblemOf(spec) is null ? spec : spec with { Interval = spec.Interval ?? "1000h", FailureLimit = null }, metric));
        }

        valid = metrics.Count;
        var run = new AnalysisRun(AnalysisPlan.Prepare(new AnalysisSpec { Metrics = [.. metrics.Select(metric => metric.Spec)] }, ArgoRelease.V1_10));
        double? started = ArgoValues.Number(inputs, "seconds_since_run_started")
            ?? -ArgoValues.Number(inputs, "run_started_at_offset_s")
            ?? -ArgoValues.Number(inputs, "started_at_offset_s");
        Moment begin = started is { } seconds ? Before(seconds) : Before(1000);
        run.Reset(begin);
        bool isStarted = started is not null;
        if (isStarted)
            run.EndPass(begin);
        for (int i = 0; i < metrics.Count; i++)
            isStarted |= Recall(run, i, metrics[i].Case);
        if (isStarted || startsNow)
            run.EndPass(Now);
        if (ArgoValues.Flag(inputs, "terminating"))
            run.Terminate(Now);
        return run;
    }

    private static bool Recall(AnalysisRun run, int index, JsonElement metric)
    {
        double? since = ArgoValues.Number(metric, "seconds_since_last_finish") ?? -ArgoValues.Number(metric, "finished_at_offset_s");
        double? resume = ArgoValues.Number(metric, "resume_at_offset_s") ?? ArgoValues.Number(metric, "resumes_in_s");
        string? phase = ArgoValues.Text(metric, "last_phase") switch
        {
            null => ArgoValues.Text(metric, "phase"),
            // How a measurement ended does not say that its metric is finished; only an Error has a gap of its own.
            "Failed" or "Inconclusive" => "Successful",
            string other => other,
        };
        if (ArgoValues.Flag(metric, "in_flight") || resume is not null || phase == "Running")
        {
            run.TakeInFlight(index, resume is { } offset ? Before(-offset) : Moment.Never);
            return true;
        }

        if (since is null && phase is null)
            return false;
        int count = Math.Max(1, ArgoValues.Whole(metric, "measurements"));
        for (int i = 0; i < count; i++)
            run.Take(index, new MeasurementVerdict(ArgoValues.Phase(phase ?? "Successful"), ""), Before(since ?? 0));
        return true;
    }

    private static Moment Before(double seconds) => Moment.FromSeconds(Now.Seconds - seconds);

    private static IEnumerable<string> AssessRun(ArgoCase one)
    {
        if (ArgoValues.Find(one.Inputs, "before") is { } before)
            return CountersAfter(one, before);
        bool isBoth = ArgoValues.Find(one.Inputs, "dry_run") is { ValueKind: JsonValueKind.String };
        return isBoth ? AssessRun(one, isDry: false).Concat(AssessRun(one, isDry: true)) : AssessRun(one, isDry: null);
    }

    private static IEnumerable<string> CountersAfter(ArgoCase one, JsonElement before)
    {
        JsonElement measurement = ArgoValues.Find(one.Inputs, "measurement") ?? throw new CaseFormatException("the input 'measurement' is missing");
        string? phase = measurement.ValueKind == JsonValueKind.Object ? ArgoValues.Text(measurement, "phase") : measurement.GetString();
        MetricCounters got = ArgoValues.Counters(before).After(ArgoValues.Phase(phase));
        MetricCounters expected = ArgoValues.Counters(ArgoValues.Object(one.Expected, "after"), unnamed: got);
        return expected == got ? [] : [$"after: expected {expected}, got {got}"];
    }

    private static IEnumerable<string> AssessRun(ArgoCase one, bool? isDry)
    {
        var script = RunScript.Of(one.Inputs, isDry);
        AnalysisPhase thisPass = script.RunPass();
        string firstMessage = script.Run.Message;
        for (int pass = 0; pass < 5 && !script.Run.IsCompleted; pass++)
            script.RunPass();
        string? wanted = ArgoValues.Text(one.Expected, "phase") ?? ArgoValues.Text(one.Expected, "run_phase");
        if (wanted is not null)
        {
            foreach (string difference in ArgoValues.Compare("phase", wanted, script.Run.Phase.ToString()))
                yield return difference;
        }

        if (ArgoValues.Text(one.Expected, "run_phase_this_pass") is { } now)
        {
            foreach (string difference in ArgoValues.Compare("run_phase_this_pass", now, thisPass.ToString()))
                yield return difference;
        }

        if (ArgoValues.Text(one.Expected, "in_flight_metric_phase") is { } inFlight)
        {
            foreach (string difference in ArgoValues.Compare("in_flight_metric_phase", inFlight, script.InFlightPhase?.ToString()))
                yield return difference;
        }

        if (one.Expected.TryGetProperty("message", out _))
        {
            foreach (string difference in ArgoValues.Compare("message", ArgoValues.Text(one.Expected, "message") ?? "", wanted is null ? firstMessage : script.Run.Message))
                yield return difference;
        }
    }
}
