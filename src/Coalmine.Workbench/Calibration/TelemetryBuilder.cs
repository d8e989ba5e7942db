using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Calibration;

/// <summary>Takes the scrapes of pods, whoever read them, and makes a record of them.</summary>
/// <param name="source">Where they come from, for people.</param>
/// <param name="hasErrors">Whether errors are counted.</param>
/// <param name="hasLabels">Whether labels are counted.</param>
/// <param name="bounds">The finite latency bounds in seconds, rising; empty where latencies are not counted.</param>
public sealed class TelemetryBuilder(string source, bool hasErrors, bool hasLabels, ImmutableArray<double> bounds)
{
    private const int LeastScrapes = 20;
    private const double LeastRequests = 100;
    private readonly Dictionary<(Arm, string), PodCounters> _pods = [];

    /// <summary>How the platform's series are called in scenarios.</summary>
    public string Platform { get; init; } = "seldon";

    /// <summary>Takes a scrape.</summary>
    /// <param name="arm">The arm that the pod serves.</param>
    /// <param name="pod">Its name.</param>
    /// <param name="seconds">When; seconds from any midnight on, later than the pod's scrape before.</param>
    /// <param name="counters">
    /// Requests, errors, labelled and right answers, and requests within each bound: cumulative since the pod's processes began, 0 for what is not counted.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Other than four counters and one a bound, or a time that does not rise.</exception>
    public void Add(Arm arm, string pod, double seconds, double[] counters)
    {
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counters.Length, TelemetryRecord.Buckets + bounds.Length, nameof(counters));
        PodCounters known = Of(arm, pod);
        if (known.Times.Count > 0)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(seconds, known.Times[^1], nameof(seconds));
        known.Add(seconds, counters);
    }

    /// <summary>Takes a scrape that brought nothing.</summary>
    /// <param name="arm">The arm that the pod serves.</param>
    /// <param name="pod">Its name.</param>
    public void Miss(Arm arm, string pod) => Of(arm, pod).Missed++;

    /// <summary>Counts gaps between the scrapes of a pod as missed ones, for sources that do not tell what they missed.</summary>
    public void MissGaps()
    {
        double[] gaps = [.. _pods.Values.SelectMany(pod => pod.Times.Skip(1).Zip(pod.Times, (to, from) => to - from)).Order()];
        if (gaps.Length == 0)
            return;
        double usual = gaps[gaps.Length / 2];
        foreach (PodCounters pod in _pods.Values)
            pod.Missed += (int)pod.Times.Skip(1).Zip(pod.Times, (to, from) => Math.Max(0, Math.Round((to - from) / usual) - 1)).Sum();
    }

    /// <summary>The newest scrape of a pod; nothing where it has none.</summary>
    internal double? Newest(Arm arm, string pod) => Of(arm, pod).Times is [.., var newest] ? newest : null;

    /// <summary>The record; refused where it is too little for any fit.</summary>
    public ReadResult<TelemetryRecord> Build()
    {
        DiagnosticList said = new(source);
        TelemetryRecord record = new(source, hasErrors, hasLabels, bounds, [.. _pods.OrderBy(pod => pod.Key).Select(pod => pod.Value)])
        {
            Platform = Platform,
        };
        double requests = record.OfBaseline.IsEmpty ? 0 : record.OfBaseline[^1][TelemetryRecord.Requests] - record.OfBaseline[0][TelemetryRecord.Requests];
        if (record.Grid.Length >= LeastScrapes && requests >= LeastRequests && record.Lengths.All(length => length > 0))
            return said.Finish(record);
        said.Add(TextPosition.Start, CalibrationMessages.TooLittle(record.Grid.Length, requests));
        return said.Refuse<TelemetryRecord>();
    }

    private PodCounters Of(Arm arm, string pod)
    {
        if (!_pods.TryGetValue((arm, pod), out PodCounters? counters))
            _pods[(arm, pod)] = counters = new PodCounters(arm, pod);
        return counters;
    }
}
