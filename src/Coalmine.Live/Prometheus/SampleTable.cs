using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Makes a sample window of the series that a server answered. Pods are scraped each at its own instant, so that a line belongs to the pods that were scraped
/// at it
/// and is NaN for the others. Series of one pod that count the same (response codes, nodes of a graph) are added up by scrape. What cannot be told apart is
/// left
/// out with a note, and made up for by a later scrape, since counters are cumulative.
/// </summary>
internal sealed class SampleTable
{
    private readonly int _needs;
    private readonly string _podLabel;
    private readonly Dictionary<(Arm Arm, string Pod, int Source), PodSource> _pods = [];
    private readonly Dictionary<(string Pod, int Source), PodSource> _pairs = [];
    private readonly List<string> _notes = [];

    /// <param name="plan">What is read.</param>
    /// <param name="podLabel">The label that holds a pod's name.</param>
    public SampleTable(MeasurementPlan plan, string podLabel)
    {
        _needs = plan.Counters.Length;
        _podLabel = podLabel;
    }

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Takes the series of a family.</summary>
    public void Take(MetricFamilyQuestion family, ImmutableArray<PrometheusSeries> series)
    {
        if (series.Any(one => one.IsNativeHistogram))
            _notes.Add(PrometheusMessages.NativeHistogram(family.Selector).Text);
        PrometheusSeries[] read = [.. series.Where(one => !one.IsNativeHistogram)];
        if (read.Length == 0)
            _notes.Add(PrometheusMessages.NoSeries(family.Selector).Text);
        foreach (IGrouping<string, PrometheusSeries> pod in read.GroupBy(PodOf))
        {
            PodSource source = family.IsPairs ? Find(_pairs, (pod.Key, family.Source)) : Find(_pods, (family.Arm, pod.Key, family.Source));
            if (TargetsThatOverlap(pod) is { Length: > 0 } targets)
                source.Problem = PrometheusMessages.SeveralTargets(pod.Key, family.Selector, targets).Text;
            source.Take(family, [.. pod]);
        }
    }

    /// <summary>Pods that are met for the first time, and may have been scraped before their first request.</summary>
    public ImmutableArray<string> NewPods(PodRegister register) =>
    [
        .. _pods.Where(pod => pod.Value.Scrapes.Count > 0 && !register.Names(pod.Key.Arm).Contains(pod.Key.Pod))
            .Select(pod => pod.Key.Pod).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Takes the scrapes of pods that are met for the first time. A pod shows a family with its first request only: without the scrape before, what it served
    /// until the first sample would be lost, and young pods are the canary's.
    /// </summary>
    /// <param name="up">The metric <c>up</c> of these pods' targets.</param>
    /// <param name="register">The pods that are known.</param>
    public void TakeBirths(ImmutableArray<PrometheusSeries> up, PodRegister register)
    {
        foreach (((Arm arm, string pod, _), PodSource source) in _pods)
            if (source.Scrapes.Count > 0 && !register.Names(arm).Contains(pod))
                source.TakeBirth(up.Where(series => PodOf(series) == pod));
    }

    /// <summary>Makes the window.</summary>
    /// <param name="plan">What is read.</param>
    /// <param name="span">Which samples are wanted.</param>
    /// <param name="register">Numbers the pods.</param>
    /// <param name="momentOf">The moment of a sample's Unix milliseconds.</param>
    public SampleWindow ToWindow(MeasurementPlan plan, SampleSpan span, PodRegister register, Func<long, Moment> momentOf)
    {
        JoinPairs(register);
        Dictionary<(Arm Arm, string Pod), List<(long Time, double[] Cells)>> lines = [];
        foreach (((Arm arm, string pod, int source), PodSource samples) in _pods.OrderBy(pod => pod.Key))
        {
            if (Refuses(pod, samples))
                continue;
            if (!lines.TryGetValue((arm, pod), out List<(long, double[])>? own))
                lines[(arm, pod)] = own = [];
            SampleSpan wanted = samples.IsBornHere ? span with { ReferenceFrom = long.MinValue } : span;
            own.AddRange(wanted.Wanted(samples.Scrapes.Keys).Select(time => (time, samples.Scrapes[time])));
        }

        Number(lines, register);
        ImmutableArray<CounterKey> columns = plan.Columns(register.Names(Arm.Baseline).Length, register.Names(Arm.Canary).Length);
        SampleWindow window = new(columns);
        Dictionary<CounterKey, int> places = columns.Select((key, place) => (key, place)).ToDictionary(each => each.key, each => each.place);
        foreach (var row in lines.SelectMany(pod => pod.Value.Select(line => (pod.Key, line.Time, line.Cells)))
                     .GroupBy(line => line.Time).OrderBy(row => row.Key))
        {
            Span<double> cells = window.Add(momentOf(row.Key));
            foreach (((Arm arm, string pod), _, double[] values) in row)
                Write(cells, places, values, plan, (arm, register.NumberOf(arm, pod)));
        }

        return window;
    }

    /// <summary>Every scrape of every process that can be told apart, for readers that want them as they are; what cannot is noted.</summary>
    public IEnumerable<(Arm Arm, string Pod, int Source, SortedDictionary<long, double[]> Scrapes)> Scrapes() =>
        _pods.OrderBy(pod => pod.Key).Where(pod => !Refuses(pod.Key.Pod, pod.Value))
            .Select(pod => (pod.Key.Arm, pod.Key.Pod, pod.Key.Source, pod.Value.Scrapes));

    private static void Write(Span<double> row, Dictionary<CounterKey, int> places, double[] values, MeasurementPlan plan, (Arm Arm, int Number) pod)
    {
        for (int need = 0; need < values.Length; need++)
        {
            CounterKey key = new(pod.Arm, pod.Number, plan.Counters[need].Kind, plan.Counters[need].Bound);
            if (!double.IsNaN(values[need]) && places.TryGetValue(key, out int place))
                row[place] = values[need];
        }
    }

    private static void Number(Dictionary<(Arm Arm, string Pod), List<(long Time, double[] Cells)>> lines, PodRegister register)
    {
        foreach (((Arm arm, string pod), _) in lines.Where(pod => pod.Value.Count > 0)
                     .OrderBy(pod => pod.Value.Min(line => line.Time)).ThenBy(pod => pod.Key.Pod, StringComparer.Ordinal))
            register.NumberOf(arm, pod);
    }

    private PodSource Find<TKey>(Dictionary<TKey, PodSource> sources, TKey key)
        where TKey : notnull
    {
        if (!sources.TryGetValue(key, out PodSource? source))
            sources[key] = source = new PodSource(_needs);
        return source;
    }

    private string PodOf(PrometheusSeries series) => series.Labels[_podLabel] is { Length: > 0 } pod ? pod : series.Labels["instance"];

    private bool Refuses(string pod, PodSource source)
    {
        if (source.Problem.Length == 0 && source.IsScrapedApart)
            source.Problem = PrometheusMessages.ScrapedApart(pod).Text;
        if (source.Problem.Length == 0)
            return false;
        if (!_notes.Contains(source.Problem))
            _notes.Add(source.Problem);
        return true;
    }

    /// <summary>
    /// Pairs are compared by a process of their own or by a pod of the canary. The ledger counts pods of the canary, of which a comparator is none: its counts
    /// stand with the first of them.
    /// </summary>
    private void JoinPairs(PodRegister register)
    {
        HashSet<string> canary = [.. register.Names(Arm.Canary), .. _pods.Keys.Where(key => key.Arm == Arm.Canary).Select(key => key.Pod)];
        string[] comparators = [.. _pairs.Keys.Select(key => key.Pod).Where(pod => !canary.Contains(pod)).Distinct().Order(StringComparer.Ordinal)];
        string first = register.Names(Arm.Canary) is [var known, ..] ? known : canary.Order(StringComparer.Ordinal).FirstOrDefault("");
        if (comparators.Length > 0 && (comparators.Length > 1 || first.Length == 0))
            _notes.Add((first.Length == 0 ? PrometheusMessages.PairsWithoutCanary(comparators[0]) : PrometheusMessages.SeveralComparators(comparators)).Text);
        foreach (((string pod, int source), PodSource samples) in _pairs)
        {
            bool isCanary = canary.Contains(pod);
            if (!isCanary && (comparators.Length > 1 || first.Length == 0))
                continue;
            if (!Refuses(pod, samples))
                Find(_pods, (Arm.Canary, isCanary ? pod : first, source)).Merge(samples);
        }

        _pairs.Clear();
    }

    /// <summary>The targets of a pod whose samples overlap in time: they cannot be one process that began anew.</summary>
    private static string TargetsThatOverlap(IEnumerable<PrometheusSeries> series)
    {
        (string Name, long From, long Until)[] targets =
        [
            .. series.Where(one => !one.Samples.IsEmpty).GroupBy(one => $"{one.Labels["job"]} {one.Labels["instance"]}".Trim()).Select(target =>
                (target.Key, target.Min(one => one.Samples[0].Milliseconds), target.Max(one => one.Samples[^1].Milliseconds))).OrderBy(target => target.Item2),
        ];
        for (int i = 1; i < targets.Length; i++)
            if (targets[i].From <= targets[i - 1].Until)
                return $"{targets[i - 1].Name} and {targets[i].Name}";
        return "";
    }
}
