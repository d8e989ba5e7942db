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

    internal TelemetryRecord(string source, bool hasErrors, bool hasLabels, ImmutableArray<double> bounds, ImmutableArray<PodCounters> pods)
    {
        (Source, HasErrors, HasLabels, Bounds, Pods) = (source, hasErrors, hasLabels, bounds, pods);
        PodCounters[] serving = [.. pods.Where(pod => pod.Times.Count > 1)];
        Grid = serving.Length == 0 ? [] : [.. serving.SelectMany(pod => pod.Times).GroupBy(time => time).Where(time => time.Count() == serving.Length)
            .Select(time => time.Key).Order()];
        Baseline = [.. serving.Where(pod => pod.Arm == Arm.Baseline)];
        HashSet<double> grid = [.. Grid];
        Total = Sum(serving, grid);
        OfBaseline = Sum(Baseline, grid);
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

    /// <summary>The instants at which every pod was scraped; what was counted between two of them is known.</summary>
    internal ImmutableArray<double> Grid { get; }

    /// <summary>The counters of all pods together at each of them.</summary>
    internal ImmutableArray<double[]> Total { get; }

    /// <summary>The counters of the baseline's pods together at each of them.</summary>
    internal ImmutableArray<double[]> OfBaseline { get; }

    /// <summary>What the baseline counted between two instants of the grid that follow each other.</summary>
    internal static IEnumerable<double> Increments(ImmutableArray<double[]> values, int column) =>
        Enumerable.Range(1, Math.Max(0, values.Length - 1)).Select(k => values[k][column] - values[k - 1][column]);

    private static ImmutableArray<double[]> Sum(IEnumerable<PodCounters> pods, HashSet<double> grid)
    {
        SortedDictionary<double, double[]> sums = [];
        foreach (PodCounters pod in pods)
            for (int k = 0; k < pod.Times.Count; k++)
            {
                if (!grid.Contains(pod.Times[k]))
                    continue;
                if (!sums.TryGetValue(pod.Times[k], out double[]? sum))
                    sums[pod.Times[k]] = sum = new double[pod.Values[k].Length];
                for (int column = 0; column < sum.Length; column++)
                    sum[column] += pod.Values[k][column];
            }

        return [.. sums.Values];
    }
}
