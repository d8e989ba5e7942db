using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Watching;

/// <summary>
/// A Prometheus of its own that evaluates rule groups over the world's series. Its store is not the policy's: the two may call the same pods by other labels.
/// One per worker; a replication allocates nothing once its store has grown to what it needs.
/// </summary>
internal sealed class RulePanel
{
    private const long NanosecondsPerMillisecond = 1_000_000;
    private readonly SeriesStore _store;
    private readonly BoundRules _rules;
    private readonly ReadSeries _read;
    private readonly (int Group, int Rule)[] _alerts;
    private readonly AlertRecord[] _records;
    private readonly bool[] _isFiring;
    private readonly long[] _due;
    private readonly Moment? _onset;
    private IRolloutRecorder? _recorder;

    /// <summary>Binds rules to the series of a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="watch">The rules.</param>
    /// <param name="onset">Since when something is wrong; nothing for never.</param>
    public RulePanel(ScrapedWorld world, RuleWatch watch, Moment? onset)
    {
        _onset = onset;
        PlatformSeries[] series = [.. ForeignSeries.OfWatcher(world, watch.Bindings)];
        Telemetry telemetry = world.World.Telemetry;
        long shortest = Math.Max(1, (long)(telemetry.ScrapeInterval - 2 * telemetry.Jitter).TotalMilliseconds);
        long reach = watch.Groups.Select(group => group.ReachMilliseconds).DefaultIfEmpty().Max();
        _store = new SeriesStore(Retention.Covering(reach, shortest));
        foreach (PlatformSeries one in series)
            _store.Add(one.Labels);
        _rules = BoundRules.Bind(_store, watch.Groups);
        _read = new ReadSeries(_store, series, _rules.SelectedSeries, world.Layout.Length);
        _alerts =
        [
            .. watch.Groups.SelectMany((group, index) => group.Rules.Select((rule, number) => (Group: index, Rule: number, Is: rule is Rule.Alerting)))
                .Where(each => each.Is).Select(each => (each.Group, each.Rule)),
        ];
        _records = new AlertRecord[_alerts.Length];
        _isFiring = new bool[_alerts.Length];
        _due = new long[watch.Groups.Length];
    }

    /// <summary>What each alerting rule did so far.</summary>
    public ReadOnlySpan<AlertRecord> Records => _records;

    /// <summary>Whether an alerting rule has any element that it could raise an alert for, whatever the samples are.</summary>
    public bool CanFire(int alert) => _rules.MostElements(_alerts[alert].Group, _alerts[alert].Rule) > 0;

    /// <summary>Notes the counters that the rules read.</summary>
    public void AddTo(CounterNeeds needs, ScrapedWorld world) => _read.AddTo(needs, world);

    /// <summary>A new replication begins.</summary>
    /// <param name="recorder">Looks on.</param>
    public void Start(IRolloutRecorder? recorder)
    {
        _recorder = recorder;
        _rules.Reset();
        _read.Start();
        Array.Fill(_records, AlertRecord.Silent);
        Array.Clear(_isFiring);
        Array.Clear(_due);
    }

    /// <summary>Takes a scrape; what was due before it is evaluated first, what is due at the same moment sees it.</summary>
    public void Take(Engine engine)
    {
        EvaluateUntil(engine.ScrapedAt.Nanoseconds);
        _read.Take(engine, _recorder?.Samples);
    }

    /// <summary>Evaluates what is due by a moment; all scrapes by then have been taken.</summary>
    public void AdvanceTo(Moment now) => EvaluateUntil(now.Nanoseconds == long.MaxValue ? long.MaxValue : now.Nanoseconds + 1);

    private void EvaluateUntil(long nanoseconds)
    {
        while (NextGroup() is >= 0 and int group && _due[group] * NanosecondsPerMillisecond < nanoseconds)
        {
            Evaluate(group, _due[group]);
            _due[group] += _rules.Groups[group].IntervalMilliseconds;
        }
    }

    private int NextGroup()
    {
        int next = -1;
        for (int group = 0; group < _due.Length; group++)
            if (next < 0 || _due[group] < _due[next])
                next = group;
        return next;
    }

    private void Evaluate(int group, long milliseconds)
    {
        Moment at = new(milliseconds * NanosecondsPerMillisecond);
        IReadOnlyList<AlertTransition> transitions = _rules.Evaluate(group, milliseconds);
        if (_recorder is not null)
            for (int i = 0; i < transitions.Count; i++)
                _recorder.Alerted(transitions[i], at);
        for (int alert = 0; alert < _alerts.Length; alert++)
        {
            if (_alerts[alert].Group != group)
                continue;
            bool fires = _rules.Firing(group, _alerts[alert].Rule) > 0;
            if (fires && !_isFiring[alert])
                _records[alert] = _records[alert].With(at, _onset);
            _isFiring[alert] = fires;
        }
    }
}
