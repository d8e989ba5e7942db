using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// The instants at which the counters of all pods that then lived are known, and what was counted between two of them. Where pods are scraped at the same
/// instants, these are those. Where each is scraped at its own (Prometheus spreads them over the interval), they lie an interval apart, and each pod's newest
/// scrape stands for it: nothing is interpolated, so that counts stay counts, each over its pod's own stretch of time. A round that a living pod missed is left
/// out, and the next makes it up.
/// </summary>
internal sealed record ScrapeRounds
{
    private const double SameInstants = 0.5;
    private const double Newest = 1.25;
    private const double Absent = 3;
    private readonly Pod[] _pods;
    private readonly List<int[]> _rows = [];

    private ScrapeRounds(PodCounters[] serving)
    {
        _pods = [.. serving.Select(pod => new Pod(pod))];
        double[] all = [.. serving.SelectMany(pod => pod.Times).Distinct().Order()];
        double[] gaps = [.. serving.SelectMany(pod => pod.Times.Skip(1).Zip(pod.Times, (to, from) => to - from)).Order()];
        if (gaps.Length == 0)
            return;
        Interval = gaps[gaps.Length / 2];
        PodCounters longest = serving.MaxBy(pod => pod.Times.Count)!;
        double[] others = [.. serving.Where(pod => pod != longest).SelectMany(pod => pod.Times)];
        IsTogether = others.Count(time => longest.Times.BinarySearch(time) >= 0) >= SameInstants * others.Length;
        double begin = all[0];
        double[] instants = IsTogether ? all
            : [.. Enumerable.Range(1, (int)Math.Ceiling((all[^1] - begin) / Interval)).Select(round => begin + round * Interval)];
        List<double> times = [];
        foreach (double instant in instants)
            if (Row(instant, begin) is { } row && (_rows.Count == 0 || !row.AsSpan().SequenceEqual(_rows[^1])))
            {
                _rows.Add(row);
                times.Add(instant);
            }

        Times = [.. times];
        Total = Sum(_ => true);
        OfBaseline = Sum(pod => pod.Counters.Arm == Arm.Baseline);
        Lengths = [.. Enumerable.Range(1, Math.Max(0, _rows.Count - 1)).Select(Length)];
    }

    /// <summary>The usual time between two scrapes of a pod, in seconds.</summary>
    public double Interval { get; }

    /// <summary>Whether pods are scraped at the same instants.</summary>
    public bool IsTogether { get; }

    /// <summary>The instants, rising.</summary>
    public ImmutableArray<double> Times { get; } = [];

    /// <summary>Time between them as requests see it: the mean of the pods' own, by how many requests each has.</summary>
    public ImmutableArray<double> Lengths { get; } = [];

    /// <summary>The instants as requests see them, in seconds since the first: the lengths added up.</summary>
    public IEnumerable<double> Elapsed()
    {
        double sum = 0;
        for (int round = 0; round < Times.Length; round++)
            yield return IsTogether ? Times[round] - Times[0] : sum += round == 0 ? 0 : Lengths[round - 1];
    }

    /// <summary>The counters of all pods together at each instant.</summary>
    public ImmutableArray<double[]> Total { get; } = [];

    /// <summary>Those of the baseline's.</summary>
    public ImmutableArray<double[]> OfBaseline { get; } = [];

    /// <summary>The rounds of pods that were scraped twice or more.</summary>
    public static ScrapeRounds Of(PodCounters[] serving) => new(serving);

    // The scrape that stands for each pod: -1 before its first, the last after its end. Nothing where a living pod has none.
    private int[]? Row(double instant, double begin)
    {
        int[] row = new int[_pods.Length];
        for (int index = 0; index < row.Length; index++)
        {
            Pod pod = _pods[index];
            List<double> times = pod.Counters.Times;
            int place = times.BinarySearch(instant);
            place = place >= 0 ? place : ~place - 1;
            bool isLate = times[0] > begin + Absent * Interval;
            if (place < 0 ? !isLate : !IsGone(pod.Counters, instant) && instant - times[place] > (IsTogether ? 0 : Newest * Interval))
                return null;
            pod.IsLate = isLate;
            row[index] = place;
        }

        return row;
    }

    private ImmutableArray<double[]> Sum(Func<Pod, bool> counts)
    {
        ImmutableArray<double[]>.Builder sums = ImmutableArray.CreateBuilder<double[]>(_rows.Count);
        foreach (int[] row in _rows)
        {
            double[] sum = new double[_pods[0].Counters.Values[0].Length];
            for (int index = 0; index < row.Length; index++)
                if (row[index] >= 0 && counts(_pods[index]))
                    for (int column = 0; column < sum.Length; column++)
                        sum[column] += _pods[index].Counters.Values[row[index]][column] - _pods[index].Before(column);
            sums.Add(sum);
        }

        return sums.MoveToImmutable();
    }

    private double Length(int round)
    {
        if (IsTogether)
            return Times[round] - Times[round - 1];
        (double sum, double weights) = (0, 0);
        foreach ((double weight, double from, double to) in Stretches(round))
        {
            sum += weight * (to - from);
            weights += weight;
        }

        return weights > 0 ? sum / weights : Times[round] - Times[round - 1];
    }

    // A scrape that stands for two rounds is a stretch of no length: the pod lives, and nothing of it is counted between the two.
    private IEnumerable<(double Weight, double From, double To)> Stretches(int round)
    {
        for (int index = 0; index < _pods.Length; index++)
            if (_rows[round - 1][index] is >= 0 and var before && _rows[round][index] is var after
                && (after > before || !IsGone(_pods[index].Counters, Times[round])))
                yield return (_pods[index].Weight, _pods[index].Counters.Times[before], _pods[index].Counters.Times[after]);
    }

    private bool IsGone(PodCounters pod, double instant) => instant > pod.Times[^1] + Absent * Interval;

    private sealed class Pod(PodCounters counters)
    {
        public PodCounters Counters { get; } = counters;

        /// <summary>Requests a second.</summary>
        public double Weight { get; } = counters.Gain(TelemetryRecord.Requests) / (counters.Times[^1] - counters.Times[0]);

        /// <summary>Whether it came after the record began: what it had counted at its first scrape is then unknown to the rounds before.</summary>
        public bool IsLate { get; set; }

        public double Before(int column) => IsLate ? Counters.Values[0][column] : 0;
    }
}
