using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Calibration;

/// <summary>Telemetry that a scenario is fitted to: counters of pods at their scrapes. Knows neither files nor servers.</summary>
public sealed class TelemetryRecord
{
    internal const int Requests = 0;
    internal const int Errors = 1;
    internal const int Labelled = 2;
    internal const int Right = 3;
    internal const int Buckets = 4;

    private readonly ScrapeRounds _rounds;

    internal TelemetryRecord(string source, bool hasErrors, bool hasLabels, ImmutableArray<double> bounds, ImmutableArray<PodCounters> pods)
    {
        (Source, HasErrors, HasLabels, Bounds, Pods) = (source, hasErrors, hasLabels, bounds, pods);
        PodCounters[] serving = [.. pods.Where(pod => pod.Times.Count > 1)];
        Baseline = [.. serving.Where(pod => pod.Arm == Arm.Baseline)];
        _rounds = ScrapeRounds.Of(serving);
    }

    /// <summary>Where it comes from, for people.</summary>
    public string Source { get; }

    /// <summary>Whether errors are counted.</summary>
    public bool HasErrors { get; }

    /// <summary>Whether labels are counted.</summary>
    public bool HasLabels { get; }

    /// <summary>The finite latency bounds in seconds, rising; empty where latencies are not counted.</summary>
    public ImmutableArray<double> Bounds { get; }

    /// <summary>Time from the first to the last scrape of all pods, in seconds.</summary>
    public double Span => Grid.IsEmpty ? 0 : Grid[^1] - Grid[0];

    internal ImmutableArray<PodCounters> Pods { get; }

    /// <summary>The baseline's pods that were scraped twice or more.</summary>
    internal ImmutableArray<PodCounters> Baseline { get; }

    /// <summary>How the platform's series are called in scenarios.</summary>
    internal string Platform { get; init; } = "seldon";

    /// <summary>The instants at which the counters of every living pod are known.</summary>
    internal ImmutableArray<double> Grid => _rounds.Times;

    /// <summary>Time between them, as requests see it.</summary>
    internal ImmutableArray<double> Lengths => _rounds.Lengths;

    /// <summary>The instants as requests see them: see <see cref="ScrapeRounds.Elapsed"/>.</summary>
    internal ImmutableArray<double> Elapsed => [.. _rounds.Elapsed()];

    /// <summary>The counters of all pods together at each of them.</summary>
    internal ImmutableArray<double[]> Total => _rounds.Total;

    /// <summary>The counters of the baseline's pods together at each of them.</summary>
    internal ImmutableArray<double[]> OfBaseline => _rounds.OfBaseline;

    /// <summary>What was counted between two instants of the grid that follow each other.</summary>
    internal static IEnumerable<double> Increments(ImmutableArray<double[]> values, int column) =>
        Enumerable.Range(1, Math.Max(0, values.Length - 1)).Select(k => values[k][column] - values[k - 1][column]);
}
