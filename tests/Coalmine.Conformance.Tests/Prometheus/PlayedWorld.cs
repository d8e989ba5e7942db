using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// One replication of a world with all that happens to series in a rollout: weights that rise and fall back, pods of both arms that come, go and come back as new
/// processes. What its pods expose is recorded as Prometheus would scrape it, by code of the test's own; the panel is asked on the way, as a rollout asks it.
/// </summary>
internal sealed class PlayedWorld
{
    private static readonly (int Second, double Share, int Baseline, int Canary)[] Rollout =
    [
        (0, 0, 3, 0), (120, 0.1, 3, 1), (487, 0.25, 3, 2), (840, 0.5, 2, 3), (1200, 0.1, 3, 1), (1380, 0.5, 3, 3), (1683, 0.75, 1, 3), (2100, 0, 3, 0),
    ];

    /// <summary>On scrapes without jitter and between them; the last ones after the last scrape, within the lookback of five minutes, at its end and beyond.</summary>
    private static readonly long[] Questions =
    [
        .. Enumerable.Range(0, 54).SelectMany(i => new[] { i * 45_000L, i * 45_000L + 22_301 }),
        2_500_000, 2_699_999, 2_700_000, 2_700_001,
    ];

    private readonly RecordedSeries[] _recorded;
    private readonly PlatformSeries[] _series;
    private readonly bool[] _isThere;
    private readonly List<(long Milliseconds, QueryAnswer[] Answers)> _answers = [];

    private readonly SampleColumns? _columns;
    private readonly Dictionary<int, RecordedSeries> _up = [];

    private PlayedWorld(PlatformSeries[] series, SampleColumns? columns)
    {
        _columns = columns;
        _series = series;
        _recorded = [.. series.Select(one => new RecordedSeries(one.Labels))];
        _isThere = new bool[series.Length];
    }

    /// <summary>Everything that was exposed.</summary>
    public IReadOnlyList<RecordedSeries> Series => [.. _recorded, .. _up.Values];

    /// <summary>What the simulated shell's evidence is made of, where a plan was given.</summary>
    public SampleWindow? Samples => _columns?.Window;

    /// <summary>What the panel answered to each query, by moment.</summary>
    public IReadOnlyList<(long Milliseconds, QueryAnswer[] Answers)> Answers => _answers;

    /// <summary>Plays a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="panel">Who is asked.</param>
    /// <param name="series">What the pods expose.</param>
    /// <param name="queries">How many queries the panel has.</param>
    /// <param name="plan">The raw samples that the simulated shell takes; nothing for none.</param>
    public static PlayedWorld Play(CompiledWorld world, QueryPanel panel, IEnumerable<PlatformSeries> series, int queries, MeasurementPlan? plan = null)
    {
        PlayedWorld played = new([.. series], plan is null ? null : new SampleColumns(world.Scraped, plan));
        CounterNeeds needs = new(world.Scraped.Layout);
        foreach (CounterNeed need in plan?.Counters ?? [])
            needs.Add(world.Scraped.PlaceOf(need.Kind, need.Bound));
        panel.AddTo(needs, world.Scraped);
        foreach (PlatformSeries one in played._series)
        {
            needs.Add(one.Place);
            needs.Add(one.BornWith);
        }

        Engine engine = world.CreateEngine(needs);
        engine.Start(20_261_129, 0);
        panel.Start();
        int step = 0;
        foreach (long question in Questions)
        {
            for (; step < Rollout.Length && Rollout[step].Second * 1000L <= question; step++)
                played.Order(engine, panel, Rollout[step]);
            Moment now = new(question * 1_000_000);
            played.AdvanceTo(now, engine, panel);
            played._answers.Add((question, [.. Enumerable.Range(0, queries).Select(query => QueryAnswer.Of(panel.Evaluate(now, query)))]));
        }

        return played;
    }

    private void Order(Engine engine, QueryPanel panel, (int Second, double Share, int Baseline, int Canary) step)
    {
        Moment now = Moment.FromSeconds(step.Second);
        AdvanceTo(now, engine, panel);
        engine.SetPods(Arm.Baseline, step.Baseline, now);
        engine.SetPods(Arm.Canary, step.Canary, now);
        engine.SetWeight(step.Share, now);
    }

    private void AdvanceTo(Moment now, Engine engine, QueryPanel panel)
    {
        while (engine.TryTakeCell(now))
        {
            panel.Take(engine);
            Record(engine);
            _columns?.Take(engine);
        }
    }

    // scrape/scrape.go of Prometheus 2.42: a series that a scrape does not bring, or that a failed scrape cannot bring, ends with a marker.
    private void Record(Engine engine)
    {
        long now = engine.ScrapedAt.Nanoseconds / 1_000_000;
        for (int i = 0; i < _series.Length; i++)
        {
            PlatformSeries series = _series[i];
            int pod = series.Pod * engine.World.Layout.Length;
            bool isThere = !engine.Missed[series.Pod] && engine.Counters[pod + series.BornWith] > 0;
            if (isThere)
                _recorded[i].Samples.Add(RecordedSample.Of(now, engine.Counters[pod + series.Place] * series.Scale));
            else if (_isThere[i])
                _recorded[i].Samples.Add(RecordedSample.Stale(now));
            _isThere[i] = isThere;
        }

        // What a server writes of each scrape by itself; nobody but the live shell reads it.
        foreach (PlatformSeries series in _columns is null ? [] : _series.DistinctBy(series => series.Pod))
        {
            if (!_up.TryGetValue(series.Pod, out RecordedSeries? up))
                _up[series.Pod] = up = new RecordedSeries(Labels.Of((Labels.MetricName, "up"), ("pod", series.Labels["pod"])));
            up.Samples.Add(RecordedSample.Of(now, engine.Missed[series.Pod] ? 0 : 1));
        }
    }
}
