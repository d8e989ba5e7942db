using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Telemetry;

/// <summary>
/// Reads the raw counters of both arms' pods over a stretch of the past: requests, errors, latency buckets and labels. Knows series and nothing of what is made
/// of them. Nothing is interpolated and nothing summed over pods, since each pod is scraped at instants of its own. Bad answers are findings, never exceptions;
/// only cancellation throws.
/// </summary>
public sealed class SeriesReader
{
    private readonly ISeriesSource _source;
    private readonly SeriesNames _names;

    /// <summary>Reads from a server.</summary>
    /// <param name="client">The server.</param>
    /// <param name="names">Where counters are found; only the kinds that are named there are read.</param>
    public SeriesReader(PrometheusClient client, SeriesNames names) => (_source, _names) = (new ServerSource(client), names);

    /// <summary>Reads from a dump, all of it at once.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="names">Where counters are found, as the dump was read by.</param>
    public SeriesReader(SampleDump dump, SeriesNames names) => (_source, _names) = (new DumpSource(dump), names);

    /// <summary>Reads.</summary>
    /// <param name="span">Which stretch.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<SeriesReading> ReadAsync(SeriesSpan span, CancellationToken cancellation)
    {
        (ImmutableArray<double> bounds, Message? problem) = await BoundsAsync(span, cancellation).ConfigureAwait(false);
        if (problem is { } unbound)
            return new SeriesReading([], [unbound]);
        MeasurementPlan plan = new(
            [
                .. Named(CounterKind.Requests, CounterKind.Errors),
                .. bounds.Select((_, bound) => new CounterNeed(CounterKind.LatencyBucket, bound)),
                .. _names.Counters.ContainsKey(CounterKind.Right) ? Named(CounterKind.Labelled, CounterKind.Right) : [],
            ], []);
        TelemetryShape shape = new() { LatencyBounds = bounds, ScrapeInterval = TimeSpan.FromSeconds(1) };
        SampleTable table = new(plan, _names.PodLabel);
        bool hasRequests = false;
        bool hasLabels = false;
        foreach (MetricFamilyQuestion family in FamilyQuestions.Of(plan, shape, _names, out _))
        {
            (ImmutableArray<PrometheusSeries> series, problem) =
                await _source.ReadAsync(family.Selector, span, cancellation).ConfigureAwait(false);
            if (problem is { } refused)
                return new SeriesReading([], [refused]);
            if (series.IsEmpty)
                continue;
            table.Take(family, series);
            hasRequests |= family.Members.Any(member => plan.Counters[member.Need].Kind == CounterKind.Requests);
            hasLabels |= family.Members.Any(member => plan.Counters[member.Need].Kind == CounterKind.Labelled);
        }

        if (!hasRequests)
            return new SeriesReading([], [_source.NoRequests(_names)]);
        ImmutableArray<PodSeries> pods = Pods(table, plan);
        return new SeriesReading(pods, [.. table.Notes.Distinct().Select(PrometheusMessages.LeftOut)])
        {
            LatencyBounds = bounds,
            HasErrors = _names.Counters.ContainsKey(CounterKind.Errors),
            HasLabels = hasLabels,
        };
    }

    private static ImmutableArray<PodSeries> Pods(SampleTable table, MeasurementPlan plan)
    {
        ImmutableArray<PodSeries>.Builder pods = ImmutableArray.CreateBuilder<PodSeries>();
        (Arm Arm, string Pod, int Source, SortedDictionary<long, double[]> Scrapes)[] all = [.. table.Scrapes()];
        foreach ((Arm arm, string pod, _, SortedDictionary<long, double[]> scrapes) in all.Where(each => each.Source == 0))
        {
            int[] places = [.. new[] { CounterKind.Requests, CounterKind.Errors, CounterKind.Labelled, CounterKind.Right }
                .Select(kind => plan.Counters.IndexOf(new CounterNeed(kind, 0)))];
            int[] buckets = [.. plan.Counters.Select((need, place) => (need, place)).Where(each => each.need.Kind == CounterKind.LatencyBucket)
                .Select(each => each.place)];
            KeyValuePair<long, double[]>[] labels =
                [.. all.Where(other => (other.Arm, other.Pod, other.Source) == (arm, pod, 1)).SelectMany(other => other.Scrapes)];
            int next = 0;
            List<PodReading> readings = [];
            foreach ((long at, double[] cells) in scrapes)
            {
                // Labels may be counted by another process of the pod: what it last showed stands.
                while (next < labels.Length && labels[next].Key <= at)
                    next++;
                double[]? labelled = next > 0 ? labels[next - 1].Value : null;
                double Cell(int kind, double[]? from) => places[kind] >= 0 && from is not null && double.IsFinite(from[places[kind]]) ? from[places[kind]] : 0;
                if (double.IsFinite(cells[places[0]]) && Array.TrueForAll(buckets, place => double.IsFinite(cells[place])))
                    readings.Add(new PodReading(
                        at, cells[places[0]], Cell(1, cells), Cell(2, labelled), Cell(3, labelled), [.. buckets.Select(place => cells[place])]));
            }

            pods.Add(new PodSeries(arm, pod, [.. readings]));
        }

        return pods.ToImmutable();
    }

    private IEnumerable<CounterNeed> Named(params CounterKind[] kinds) =>
        kinds.Where(_names.Counters.ContainsKey).Select(kind => new CounterNeed(kind, 0));

    // Bounds that some series lacks would be holes in a pod's row: only those of all are taken.
    private async ValueTask<(ImmutableArray<double> Bounds, Message? Problem)> BoundsAsync(SeriesSpan span, CancellationToken cancellation)
    {
        if (_names.Counters.GetValueOrDefault(CounterKind.LatencyBucket) is not { } selector)
            return ([], null);
        FoundSeries found = new();
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary })
        {
            string family = selector.FamilyOf(_names.NameOf(arm));
            PrometheusAnswer answer = await _source.FindAsync(family, span, cancellation).ConfigureAwait(false);
            switch (answer)
            {
                case PrometheusAnswer.Failed failed:
                    return ([], PrometheusMessages.QuestionFailed(family, failed));
                case { IsWhole: false }:
                    return ([], PrometheusMessages.Partial(family, answer.Warnings) with { Severity = Severity.Error });
                case PrometheusAnswer.Vector vector:
                    found.Add(CounterKind.LatencyBucket, arm, selector, vector.Series);
                    break;
                default:
                    return ([], PrometheusMessages.NotAValue(family));
            }
        }

        // An answer takes time: a bound of zero tells nothing, and has no logarithm.
        return ([.. found.CommonBounds(CounterKind.LatencyBucket).Where(bound => bound > 0)], null);
    }
}
