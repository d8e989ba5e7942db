using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Scenarios.Uncertain;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// Writes a fit as an ordinary scenario file, with the values' intervals as its uncertainty and what is assumed named; or as a world drawn from them, of which
/// nothing is uncertain any more.
/// </summary>
public static class CalibratedFile
{
    // Beyond this a draw would be cut anyway, and files have no infinite values.
    private const double WidestFactor = 16;
    private const double WidestEffect = 10;

    // An upper quantile lies above the median, in every drawn world.
    private const double LeastRatio = 1.05;

    /// <summary>The scenario file of the estimates.</summary>
    /// <param name="fit">The fit.</param>
    public static string Write(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Text(fit, parameter => parameter.Estimate, "A service as its telemetry shows it, and a canary like it.", hasNotes: true);
    }

    /// <summary>The scenario file of a drawn world. The same seed and number give the same world.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="world">Number of the world.</param>
    public static string Draw(CalibratedScenario fit, ulong seed, int world)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Xoshiro256 random = StreamKey.Root(seed).With((ulong)world).Open();
        Dictionary<string, double> drawn = [];
        foreach (FittedParameter parameter in fit.Parameters)
            drawn[parameter.Key] = UncertainDraw.Of(
                KnownParameter.Of(parameter.Key).Scale, parameter.Estimate, (parameter.Lower, parameter.Upper), NormalSampler.Draw(ref random));
        foreach ((string first, string last) in new[] { ("baseline.latency.median", "baseline.latency.p99"), ("labels.delay.median", "labels.delay.p95") })
            if (drawn.TryGetValue(last, out double high))
                drawn[last] = Math.Max(high, drawn[first] * LeastRatio);
        return Text(fit, parameter => drawn[parameter.Key], $"World {world} drawn from a fit to telemetry, seed {seed}.", hasNotes: false);
    }

    private static string Text(CalibratedScenario fit, Func<FittedParameter, double> value, string about, bool hasNotes)
    {
        TelemetryRecord record = fit.Record;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"kind: Scenario\nabout: {about}\nteaches: What a policy would do in this service, as far as its "
            + $"telemetry tells.\n");
        if (hasNotes)
        {
            text.Append(CultureInfo.InvariantCulture, $"# Made by `coalmine calibrate` from {Path.GetFileName(record.Source)}: "
                + $"{FitParts.Number(record.Span)} s.\n");
            foreach (string line in fit.Untold)
                text.Append("# Not told: ").Append(line).Append('\n');
        }

        string Of(string key) => Value(fit.Find(key)!, value(fit.Find(key)!));
        bool Has(string key) => fit.Find(key) is { } found && (found.Unit == ParameterUnit.Share || value(found) > 0);
        text.Append("duration: 8h\ntraffic:\n");
        text.Append(CultureInfo.InvariantCulture, $"  rate: {Of("traffic.rate")}\n");
        if (Has("traffic.shape.low"))
            text.Append(CultureInfo.InvariantCulture, $"  shape: {{ diurnal: {{ low: {Of("traffic.shape.low")}, peakAt: {Of("traffic.shape.peakAt")}, "
                + $"startsAt: 0h }} }}\n");
        if (fit.Find("traffic.bursts") is { } bursts && value(bursts) > 1)
            text.Append(CultureInfo.InvariantCulture, $"  bursts: {Of(bursts.Key)}\n");
        text.Append("  users: { count: 50000, sticky: true }").Append(hasNotes ? "  # assumed\n" : "\n");
        int canary = Math.Max(1, record.Pods.Count(pod => pod.Arm == Arm.Canary));
        string effect = fit.Find("pods.effect") is { Estimate: > 0 } ? ", effect: " + Of("pods.effect") : "";
        text.Append(CultureInfo.InvariantCulture, $"pods: {{ baseline: {record.Baseline.Length}, canary: {canary}{effect} "
            + $"}}\n");
        text.Append("baseline:\n").Append(CultureInfo.InvariantCulture, $"  latency: {Latency(fit, Of)}");
        text.Append('\n');
        foreach (string key in (string[])["errors", "accuracy"])
            if (Has($"baseline.{key}"))
                text.Append(CultureInfo.InvariantCulture, $"  {key}: {Of($"baseline.{key}")}\n");
        text.Append("canary: { like: baseline }\n");
        if (Has("labels.share"))
            text.Append(CultureInfo.InvariantCulture, $"labels: {{ share: {Of("labels.share")}, delay: {{ lognormal: {{ median: "
                + $"{Of("labels.delay.median")}, p95: {Of("labels.delay.p95")} }} }} }}\n");
        else if (record.HasLabels)
            text.Append("labels: { share: 20%, delay: { lognormal: { median: 10m, p95: 1h } } }").Append(hasNotes ? "  # assumed\n" : "\n");
        text.Append(Telemetry(record)).Append("truth: healthy\n");
        return (hasNotes ? text.Append(Uncertainty(fit)) : text).ToString();
    }

    private static string Uncertainty(CalibratedScenario fit)
    {
        StringBuilder text = new("# 95 % intervals; each replication of a study draws its world from them.\nuncertainty:\n");
        foreach (FittedParameter parameter in fit.Parameters)
        {
            (double lower, double upper) = (parameter.Lower, parameter.Upper);
            if (parameter.Key == "pods.effect")
                upper = Math.Min(upper, WidestEffect);
            else if (KnownParameter.Of(parameter.Key).Scale == UncertainScale.Logarithm)
                (lower, upper) = (Math.Max(lower, parameter.Estimate / WidestFactor), Math.Min(upper, parameter.Estimate * WidestFactor));
            text.Append(CultureInfo.InvariantCulture, $"  {parameter.Key}: [{Value(parameter, lower)}, {Value(parameter, upper)}]\n");
        }

        return text.ToString();
    }

    private static string Latency(CalibratedScenario fit, Func<string, string> of) => fit.Latency switch
    {
        "" => "{ lognormal: { median: 40ms, p99: 150ms } }  # assumed",
        "gamma" => $"{{ gamma: {{ mean: {of("baseline.latency.mean")}, variation: {of("baseline.latency.variation")} }} }}",
        _ => $"{{ {fit.Latency}: {{ median: {of("baseline.latency.median")}, p99: {of("baseline.latency.p99")} }} }}",
    };

    private static string Telemetry(TelemetryRecord record)
    {
        ImmutableArray<double> grid = record.Grid;
        double[] gaps = [.. record.Pods.SelectMany(pod => pod.Times.Skip(1).Zip(pod.Times, (to, from) => to - from)).Order()];
        double scrape = Math.Max(0.1, gaps[gaps.Length / 2] < 5 ? Math.Round(gaps[gaps.Length / 2], 1) : Math.Round(gaps[gaps.Length / 2]));
        int missed = record.Pods.Where(pod => pod.Times.Count > 0).Sum(pod => pod.Missed);
        int all = missed + record.Pods.Sum(pod => pod.Times.Count);
        double[] drift = [.. grid.Select(time => time - Math.Round((time - grid[0]) / scrape) * scrape)];
        double jitter = Math.Min((drift.Max() - drift.Min()) / 2, scrape * 0.49);
        string buckets = record.Bounds.IsEmpty ? "" : $", buckets: [{string.Join(", ", record.Bounds.Select(Milliseconds))}]";
        string jittered = jitter >= 0.01 ? $", jitter: {Milliseconds(jitter)}" : "";
        string lost = missed > 0 ? $", missed: {FitParts.Number(100.0 * missed / all)}%" : "";
        return $"telemetry: {{ platform: {record.Platform}{buckets}, scrape: {Milliseconds(scrape)}{jittered}{lost} }}\n";
    }

    /// <summary>A value as scenario files write it.</summary>
    internal static string Value(FittedParameter parameter, double value) => parameter.Unit switch
    {
        ParameterUnit.Rate => Plain(value) + "/s",
        ParameterUnit.Share => Plain(100 * value) + "%",
        ParameterUnit.Seconds => Milliseconds(value),
        ParameterUnit.TimeOfDay => Plain(Math.Round(((value % 86_400) + 86_400) % 86_400 / 60)) + "m",
        _ => Plain(value),
    };

    private static string Milliseconds(double seconds) => seconds < 1 ? Plain(1000 * seconds) + "ms" : Plain(seconds) + "s";

    // Five digits, never with an exponent, which files do not have.
    private static string Plain(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > 1e12)
            return "any";
        int digits = value == 0 ? 0 : Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9);
        return Math.Round(value, digits).ToString("0.#########", CultureInfo.InvariantCulture);
    }
}
