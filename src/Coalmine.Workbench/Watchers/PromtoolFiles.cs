using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Watchers;

/// <summary>
/// Writes what rules saw in one rollout, and what their alerts did, as a unit test for <c>promtool test rules</c> (format: Prometheus's documentation, "Unit
/// testing for rules"): whoever doubts a claim about an alert asks a real Prometheus. Every claim is about <c>ALERTS</c>, at each change of an alert, one
/// evaluation before it, and at the end, so that annotations need not be imitated.
/// </summary>
/// <param name="watched">The rules.</param>
/// <param name="scrape">Time between two scrapes, in milliseconds; scrapes must lie at its multiples.</param>
public sealed class PromtoolFiles(WatchedRules watched, long scrape) : IRolloutRecorder, ISampleFollower
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<Labels, List<(long At, double? Value)>> _series = [];
    private readonly List<AlertTransition> _transitions = [];
    private long _end;

    /// <summary>Why such a file cannot be written; empty where it can. promtool knows one interval of evaluation, and series on a grid.</summary>
    /// <param name="watched">The rules.</param>
    /// <param name="telemetry">How the world is scraped.</param>
    public static string WhyNot(WatchedRules watched, Simulation.Worlds.Telemetry telemetry)
    {
        ArgumentNullException.ThrowIfNull(watched);
        ArgumentNullException.ThrowIfNull(telemetry);
        if (telemetry.Jitter > TimeSpan.Zero)
            return "promtool's series lie on a grid, and this scenario's scrapes have a jitter; set `jitter: 0s`";
        if (telemetry.ScrapeInterval.Ticks % TimeSpan.TicksPerMillisecond != 0)
            return "promtool counts whole milliseconds; give `scrape` as many";
        string[] intervals = [.. watched.Groups.Select(group => Milliseconds(group.IntervalMilliseconds)).Distinct()];
        return intervals.Length > 1 ? $"promtool evaluates all groups at one interval, and these have {string.Join(" and ", intervals)}" : "";
    }

    /// <inheritdoc/>
    public ISampleFollower Samples => this;

    /// <inheritdoc/>
    public void Observed(in Observation observation)
    {
    }

    /// <inheritdoc/>
    public void Stepped(in Transition transition)
    {
    }

    /// <inheritdoc/>
    public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
    {
    }

    /// <inheritdoc/>
    public void Sampled(Labels series, long milliseconds, double? value)
    {
        if (!_series.TryGetValue(series, out List<(long At, double? Value)>? samples))
            _series.Add(series, samples = []);
        samples.Add((milliseconds, value));
        _end = Math.Max(_end, milliseconds);
    }

    /// <inheritdoc/>
    public void Alerted(AlertTransition transition, Moment at) => _transitions.Add(transition);

    /// <summary>Writes the rules as a plain rule file, for a PrometheusRule is none; the stream stays open.</summary>
    public void WriteRules(Stream stream)
    {
        using StreamWriter writer = Open(stream);
        writer.WriteLine("groups:");
        for (int index = 0; index < watched.Groups.Length; index++)
        {
            RuleGroup group = watched.Groups[index];
            writer.WriteLine($"- name: {Quoted(NameOf(index))}");
            writer.WriteLine($"  interval: {Milliseconds(group.IntervalMilliseconds)}");
            // Older releases do not know the field.
            if (group.QueryOffsetMilliseconds > 0)
                writer.WriteLine($"  query_offset: {Milliseconds(group.QueryOffsetMilliseconds)}");
            writer.WriteLine($"  limit: {group.Limit}");
            writer.WriteLine("  rules:");
            foreach (Rule rule in group.Rules)
                Write(rule, writer);
        }
    }

    /// <summary>Writes the test; the stream stays open.</summary>
    /// <param name="rules">The name of the rule file, which lies in the same folder.</param>
    /// <param name="stream">Where to.</param>
    public void WriteTest(string rules, Stream stream)
    {
        using StreamWriter writer = Open(stream);
        long interval = watched.Groups.Select(group => group.IntervalMilliseconds).FirstOrDefault(60_000);
        writer.WriteLine("# Run: promtool test rules FILE. The series are those of one simulated rollout; the expectations are what its alerts did.");
        writer.WriteLine($"rule_files: [{Quoted(rules)}]");
        writer.WriteLine($"evaluation_interval: {Milliseconds(interval)}");
        // Without it promtool evaluates groups that are due together in any order.
        writer.WriteLine($"group_eval_order: [{string.Join(", ", Enumerable.Range(0, watched.Groups.Length).Select(index => Quoted(NameOf(index))))}]");
        writer.WriteLine("tests:");
        writer.WriteLine($"- interval: {Milliseconds(scrape)}");
        writer.WriteLine("  input_series:");
        foreach ((Labels labels, List<(long At, double? Value)> samples) in _series)
        {
            writer.WriteLine($"  - series: {Quoted(labels.ToString())}");
            writer.WriteLine($"    values: {Quoted(Values(samples))}");
        }

        writer.WriteLine("  promql_expr_test:");
        foreach ((string alert, long at, IEnumerable<string> samples) in Expectations(interval))
        {
            writer.WriteLine($"  - expr: {Quoted($"ALERTS{{alertname=\"{alert}\"}}")}");
            writer.WriteLine($"    eval_time: {Milliseconds(at)}");
            writer.WriteLine($"    exp_samples: [{string.Join(", ", samples.Select(labels => $"{{labels: {Quoted(labels)}, value: 1}}"))}]");
        }
    }

    // Groups of several files stand in one here, where a name may stand once.
    private string NameOf(int group)
    {
        string name = watched.Groups[group].Name;
        int earlier = watched.Groups.Take(group).Count(other => other.Name == name);
        return earlier == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} #{earlier + 1}");
    }

    private IEnumerable<(string Alert, long At, IEnumerable<string> Samples)> Expectations(long interval)
    {
        long last = _end / interval * interval;
        foreach (string alert in watched.Groups.SelectMany(group => group.Rules).OfType<Rule.Alerting>().Select(rule => rule.Name).Distinct())
        {
            AlertTransition[] own = [.. _transitions.Where(transition => transition.Rule.Name == alert)];
            long[] moments = [.. own.SelectMany(transition => new[] { transition.Timestamp - interval, transition.Timestamp }).Append(0).Append(last)];
            foreach (long at in moments.Where(moment => moment >= 0 && moment <= last).Distinct().Order())
                yield return (alert, at, StatesAt(own, at));
        }
    }

    private static IEnumerable<string> StatesAt(AlertTransition[] transitions, long at) => transitions
        .Where(transition => transition.Timestamp <= at)
        .GroupBy(transition => transition.Labels)
        .Select(group => group.Last())
        .Where(transition => transition.To is AlertState.Pending or AlertState.Firing)
        .Select(transition => transition.Labels
            .With(Labels.MetricName, "ALERTS")
            .With("alertstate", transition.To == AlertState.Firing ? "firing" : "pending")
            .ToString());

    private string Values(List<(long At, double? Value)> samples)
    {
        StringBuilder text = new();
        long next = 0;
        foreach ((long at, double? value) in samples)
        {
            long gap = at / scrape - next;
            if (gap > 0)
                text.Append(CultureInfo.InvariantCulture, $"_x{gap} ");
            text.Append(value is { } number ? Number(number) : "stale").Append(' ');
            next = at / scrape + 1;
        }

        return text.ToString().TrimEnd();
    }

    private static void Write(Rule rule, StreamWriter writer)
    {
        (string kind, string name) = rule is Rule.Alerting ? ("alert", ((Rule.Alerting)rule).Name) : ("record", ((Rule.Recording)rule).Name);
        writer.WriteLine($"  - {kind}: {Quoted(name)}");
        writer.WriteLine($"    expr: {Quoted(rule.Query.Text)}");
        if (rule is Rule.Alerting alerting)
        {
            writer.WriteLine($"    for: {Milliseconds(alerting.ForMilliseconds)}");
            writer.WriteLine($"    keep_firing_for: {Milliseconds(alerting.KeepFiringForMilliseconds)}");
        }

        IEnumerable<(string Name, string Value)> labels = rule switch
        {
            Rule.Alerting { Labels: var templated } => templated.Select(label => (label.Name, label.Value.ToString())),
            Rule.Recording { Labels: var plain } => plain.Select(label => (label.Name, label.Value)),
            _ => [],
        };
        writer.WriteLine($"    labels: {{{string.Join(", ", labels.Select(label => $"{Quoted(label.Name)}: {Quoted(label.Value)}"))}}}");
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

    private static string Milliseconds(long length) => string.Create(CultureInfo.InvariantCulture, $"{length}ms");

    // promtool reads NaN and Inf as Go writes them.
    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "Inf" : "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    // A double-quoted scalar of YAML takes JSON's escapes.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
