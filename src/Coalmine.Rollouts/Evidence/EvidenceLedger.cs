using System.Collections.Immutable;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// Makes counts of raw counter samples: the one place where that happens, for all shells. Rules: a lower value than before is a counter reset, and then every
/// counter of the same source on that pod counts in full (it restarted as one, even where another counter has already overtaken its old value); a
/// series that appears on a pod already seen is born with what it shows and counts in full, and one that is missing where its source was scraped has ended; the
/// first sight of a pod is the reference and counts nothing; a missed scrape is made up by the next one; an interval in which the weight moved is set aside,
/// because its requests were not split by one weight.
/// </summary>
internal sealed class EvidenceLedger
{
    private readonly ImmutableArray<CounterNeed> _needs;
    private readonly ImmutableArray<ShareDefinition> _dispersionOf;
    private readonly double[] _chunk;
    private readonly double[] _step;
    private readonly double[] _podCounts;
    private readonly Dispersion[] _dispersion;
    private readonly Dispersion[] _canaryDispersion;
    private readonly ClusterSums[] _windows;
    private ColumnMap _map;
    private double[] _last;
    private Moment[] _podSeenAt;

    /// <param name="needs">The counters.</param>
    /// <param name="dispersionOf">The shares whose dispersion is followed.</param>
    /// <param name="keepsWindows">Whether somebody reads their windows.</param>
    public EvidenceLedger(ImmutableArray<CounterNeed> needs, ImmutableArray<ShareDefinition> dispersionOf, bool keepsWindows = false)
    {
        _needs = needs;
        _dispersionOf = dispersionOf;
        _chunk = new double[2 * needs.Length];
        _step = new double[2 * needs.Length];
        _podCounts = new double[needs.Length + 1];
        _dispersion = new Dispersion[dispersionOf.Length];
        _canaryDispersion = new Dispersion[dispersionOf.Length];
        _windows = new ClusterSums[keepsWindows ? 2 * dispersionOf.Length : 0];
        _map = ColumnMap.Empty;
        _last = [];
        _podSeenAt = [];
    }

    private EvidenceLedger(EvidenceLedger from)
    {
        _needs = from._needs;
        _dispersionOf = from._dispersionOf;
        _chunk = [.. from._chunk];
        _step = [.. from._step];
        _podCounts = [.. from._podCounts];
        _dispersion = [.. from._dispersion];
        _canaryDispersion = [.. from._canaryDispersion];
        _windows = [.. from._windows];
        _map = from._map;
        _last = [.. from._last];
        _podSeenAt = [.. from._podSeenAt];
        CanaryPods = from.CanaryPods;
        ChunkHasCanary = from.ChunkHasCanary;
    }

    /// <summary>Pods of the canary that have been seen to exist.</summary>
    public int CanaryPods { get; private set; }

    /// <summary>Whether the present chunk brought any sample of the canary.</summary>
    public bool ChunkHasCanary { get; private set; }

    /// <summary>A ledger of its own with the same content.</summary>
    public EvidenceLedger Copy() => new(this);

    /// <summary>Saves or loads everything that <see cref="Copy"/> copies.</summary>
    public void Exchange(SnapshotStream stream)
    {
        _map = _map.Exchange(stream, _needs);
        if (stream.IsLoading)
            (_last, _podSeenAt) = (new double[_map.NeedOf.Length], new Moment[_map.Pods.Length]);
        foreach (double[] numbers in (double[][])[_chunk, _step, _podCounts, _last])
            stream.Numbers(numbers);
        foreach (ref Moment seenAt in _podSeenAt.AsSpan())
            seenAt = stream.Moment(seenAt);
        foreach (Dispersion[] dispersions in (Dispersion[][])[_dispersion, _canaryDispersion])
            foreach (ref Dispersion dispersion in dispersions.AsSpan())
                dispersion.Exchange(stream);
        foreach (ref ClusterSums windows in _windows.AsSpan())
            windows.Exchange(stream);
        CanaryPods = stream.Whole(CanaryPods);
        ChunkHasCanary = stream.Flag(ChunkHasCanary);
    }

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset()
    {
        Array.Clear(_chunk);
        Array.Clear(_step);
        Array.Clear(_dispersion);
        Array.Clear(_canaryDispersion);
        Array.Clear(_windows);
        Array.Fill(_last, double.NaN);
        Array.Fill(_podSeenAt, Moment.Never);
        CanaryPods = 0;
        ChunkHasCanary = false;
    }

    /// <summary>Counts of one arm in the present chunk, one a needed counter.</summary>
    public ReadOnlySpan<double> Chunk(Arm arm) => _chunk.AsSpan((int)arm * _needs.Length, _needs.Length);

    /// <summary>Counts of one arm since the step began, one a needed counter.</summary>
    public ReadOnlySpan<double> Step(Arm arm) => _step.AsSpan((int)arm * _needs.Length, _needs.Length);

    /// <summary>The windows of one arm's share since the step began.</summary>
    public ClusterSums Windows(Arm arm, int index) => _windows[(int)arm * _dispersionOf.Length + index];

    /// <summary>
    /// Dispersion of a share: from the baseline's windows so far; where events are too rare there, from both arms' windows, each around its own rate; and
    /// where they are rare in both after many windows, a cautious guess, since a service without errors must not wait for ever.
    /// </summary>
    public DispersionEstimate DispersionOf(int index)
    {
        DispersionEstimate alone = _dispersion[index].Estimate;
        if (alone.IsKnown)
            return alone;
        DispersionEstimate together = _dispersion[index].With(_canaryDispersion[index]);
        if (together.IsKnown)
            return together;
        return _dispersion[index].Windows >= Dispersion.ManyWindows
            ? new DispersionEstimate(true, Math.Max(together.Factor, Dispersion.CautiousFactor), true)
            : alone;
    }

    /// <summary>Begins a new step: its counts start at zero.</summary>
    public void BeginStep()
    {
        Array.Clear(_step);
        Array.Clear(_windows);
    }

    /// <summary>Takes some scrapes in as a new chunk.</summary>
    /// <param name="window">The samples.</param>
    /// <param name="from">The first scrape.</param>
    /// <param name="until">One past the last scrape.</param>
    /// <param name="move">When the weight last moved; intervals that it mixes are set aside.</param>
    public void TakeChunk(SampleWindow window, int from, int until, WeightMove move)
    {
        if (!_map.IsOf(window.Columns))
            Adopt(window.Columns);
        Array.Clear(_chunk);
        ChunkHasCanary = false;
        for (int row = from; row < until; row++)
            TakeScrape(window.Row(row), window.TimeOf(row), move);
        for (int i = 0; i < _chunk.Length; i++)
            _step[i] += _chunk[i];
    }

    /// <summary>Makes room for other columns; what is known of series and pods that stay is kept.</summary>
    private void Adopt(ImmutableArray<CounterKey> columns)
    {
        (ColumnMap old, double[] last, Moment[] podSeenAt) = (_map, _last, _podSeenAt);
        _map = ColumnMap.Of(columns, _needs);
        _last = new double[columns.Length];
        _podSeenAt = new Moment[_map.Pods.Length];
        for (int column = 0; column < columns.Length; column++)
            _last[column] = old.ColumnOf(columns[column]) is >= 0 and int known ? last[known] : double.NaN;
        for (int pod = 0; pod < _map.Pods.Length; pod++)
            _podSeenAt[pod] = old.PodOf(columns[_map.Pods[pod].First]) is >= 0 and int known ? podSeenAt[known] : Moment.Never;
    }

    private void TakeScrape(ReadOnlySpan<double> row, Moment time, WeightMove move)
    {
        for (int pod = 0; pod < _map.Pods.Length; pod++)
        {
            PodColumns columns = _map.Pods[pod];
            Moment before = _podSeenAt[pod];
            bool wasSeen = before != Moment.Never;
            int seen = SourcesSeen(row, columns);
            int restarted = 0;
            Array.Clear(_podCounts);
            for (int column = columns.First; column < columns.End; column++)
            {
                double value = row[column];
                if (double.IsNaN(value))
                {
                    // Its source was scraped without it: the series has ended (a restart), and begins anew when it comes back.
                    if ((seen >> _map.SourceOf[column] & 1) != 0)
                        _last[column] = double.NaN;
                    continue;
                }

                double last = _last[column];
                _last[column] = value;
                if (value < last)
                    restarted |= 1 << _map.SourceOf[column];
                if (wasSeen)
                    _podCounts[_map.NeedOf[column]] = double.IsNaN(last) ? value : value - last;
            }

            if (seen == 0)
                continue;
            _podSeenAt[pod] = time;
            if (columns.Arm == Arm.Canary)
                ChunkHasCanary = true;
            if (columns.Arm == Arm.Canary && !wasSeen)
                CanaryPods++;
            if (!wasSeen || move.Mixes(before, time))
                continue;
            if (restarted != 0)
                CountInFull(row, columns, restarted);
            Count(columns.Arm);
        }
    }

    private int SourcesSeen(ReadOnlySpan<double> row, PodColumns columns)
    {
        int seen = 0;
        for (int column = columns.First; column < columns.End; column++)
            if (!double.IsNaN(row[column]))
                seen |= 1 << _map.SourceOf[column];
        return seen;
    }

    private void CountInFull(ReadOnlySpan<double> row, PodColumns columns, int sources)
    {
        for (int column = columns.First; column < columns.End; column++)
            if ((sources >> _map.SourceOf[column] & 1) != 0)
                _podCounts[_map.NeedOf[column]] = double.IsNaN(row[column]) ? 0 : row[column];
    }

    private void Count(Arm arm)
    {
        Span<double> total = _chunk.AsSpan((int)arm * _needs.Length, _needs.Length);
        for (int need = 0; need < total.Length; need++)
            total[need] += _podCounts[need];
        for (int i = 0; i < _dispersionOf.Length; i++)
        {
            ShareDefinition share = _dispersionOf[i];
            bool isPair = _needs[share.Trials].IsPair;
            if (isPair && arm == Arm.Baseline)
                continue;
            Dispersion[] of = isPair || arm == Arm.Baseline ? _dispersion : _canaryDispersion;
            of[i].Add(share.EventsOf(_podCounts), share.TrialsOf(_podCounts));
            if (_windows.Length > 0)
                _windows[(int)arm * _dispersionOf.Length + i].Add(share.EventsOf(_podCounts), share.TrialsOf(_podCounts));
        }
    }
}
