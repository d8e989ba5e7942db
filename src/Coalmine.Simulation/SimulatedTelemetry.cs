using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Sharing;
using Coalmine.Simulation.Watching;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation;

/// <summary>The engine with what scrapes it: brings the world forward to a moment and measures there.</summary>
internal sealed class SimulatedTelemetry
{
    private readonly CompiledWorld _world;
    private readonly MeasurementPlan _plan;
    private readonly CounterNeeds _needs;
    private readonly SampleColumns _columns;
    private readonly QueryPanel? _panel;
    private readonly RulePanel? _watcher;
    private readonly QueryAnswer[] _answers;
    private readonly Measurements _measurements;
    private KeptCounters? _kept;
    private Engine? _engine;
    private ScrapeTree? _tree;
    private bool _isShared;

    /// <summary>Prepares what a measurement plan needs.</summary>
    /// <param name="compiled">The world.</param>
    /// <param name="plan">What is measured.</param>
    /// <param name="foreign">The plan's queries where they are those of a manifest; nothing where they are our own.</param>
    /// <param name="refused">Gets the queries that nothing can answer; the telemetry must not be used then.</param>
    /// <param name="watch">Rules that look on; none unless given.</param>
    public SimulatedTelemetry(
        CompiledWorld compiled, MeasurementPlan plan, ForeignQueries? foreign, ImmutableArray<UnboundQuery>.Builder refused, RuleWatch? watch = null)
    {
        ScrapedWorld world = compiled.Scraped;
        CounterNeeds needs = CounterNeeds.Of(world, plan);
        if (!plan.Queries.IsEmpty)
        {
            _panel = foreign is null ? QueryPanel.Bind(world, plan.Queries, refused) : QueryPanel.Of(world, foreign);
            _panel.AddTo(needs, world);
        }

        if (watch is not null)
        {
            _watcher = new RulePanel(world, watch, compiled.Effects.Onset);
            _watcher.AddTo(needs, world);
        }

        (_world, _plan, _needs) = (compiled, plan, needs);
        _columns = new SampleColumns(world, plan);
        _answers = new QueryAnswer[plan.Queries.Length];
        _measurements = new Measurements(_columns.Window, _answers);
    }

    /// <summary>Rules that look on; nothing where there are none.</summary>
    public RulePanel? Watcher => _watcher;

    /// <summary>Whether bad answers of the canary are counted.</summary>
    public bool CountsExcess => !_isShared && Engine.CountsExcess;

    /// <summary>Whether a path may part from its replication's own streams at a scrape.</summary>
    public bool CanBranch => Engine.CanBranch;

    /// <summary>Number of the last scrape taken.</summary>
    public int Cell => Engine.Cell;

    // Where all scrapes are shared none is made, which for a thousand policies is most of their memory.
    private Engine Engine => _engine ??= _world.CreateEngine(_needs);

    /// <summary>From the next replication on, takes from others what has been drawn already, where that is the same.</summary>
    public void Share(SharedScrapes scrapes)
    {
        // Where requests wait for each other, bad answers are counted up to each rollout's own end, which lies between two scrapes.
        bool canShare = !EngineNeeds.FeedsBack(_world.World) && _panel is null && _watcher is null && !_plan.Counters.IsEmpty;
        _tree = canShare ? scrapes.TreeOf(_world, _plan) : null;
    }

    /// <summary>A new replication begins.</summary>
    public void Start(in RolloutPath path, IRolloutRecorder? recorder)
    {
        _columns.Window.Clear();
        // Whoever looks on is shown every counter that is drawn, and a path that branches has streams of its own.
        _isShared = _tree is not null && recorder is null && !path.IsBranched;
        if (_isShared)
        {
            _tree!.Start(path);
            return;
        }

        Engine.Follower = recorder is { FollowsRequests: true } ? recorder : null;
        Engine.IsShown = recorder is not null;
        Engine.Start(path);
        _panel?.Start();
        _watcher?.Start(recorder);
    }

    /// <summary>Brings the world forward: all scrapes up to a moment are taken.</summary>
    public void AdvanceTo(Moment now, TrafficWeight weight, IRolloutRecorder? recorder)
    {
        if (_isShared)
        {
            while (_tree!.TryTake(now, _columns.Window))
            {
            }

            return;
        }

        while (Engine.TryTakeCell(now))
        {
            _columns.Take(Engine);
            _panel?.Take(Engine);
            _watcher?.Take(Engine);
            if (recorder is null)
                continue;
            recorder.Scraped(Engine.ScrapedAt, weight, Engine.BaselineRequests, Engine.CanaryRequests);
            recorder.ScrapedPods(new PodScrapes(Engine, _kept ??= new KeptCounters(Engine.World, _needs), weight));
        }

        _watcher?.AdvanceTo(now);
    }

    /// <summary>Changes the canary's share; the world must have been brought forward.</summary>
    public void SetWeight(double share, Moment now) => Make(new WorldMove(MoveKind.Weight, share, now));

    /// <summary>Changes how many pods of an arm serve; the world must have been brought forward.</summary>
    public void SetPods(Arm arm, int pods, Moment now) =>
        Make(new WorldMove(arm == Arm.Baseline ? MoveKind.BaselinePods : MoveKind.CanaryPods, pods, now));

    /// <summary>Turns mirroring on or off; the world must have been brought forward.</summary>
    public void SetMirroring(bool on, Moment now) => Make(new WorldMove(MoveKind.Mirroring, on ? 1 : 0, now));

    /// <summary>Changes the requests of load tests; the world must have been brought forward.</summary>
    public void SetLoad(double requestsPerSecond, Moment now) => Make(new WorldMove(MoveKind.Load, requestsPerSecond, now));

    /// <summary>Bad answers of the canary beyond the baseline's that were counted by a moment; the world must have been brought forward.</summary>
    public double CountedExcess(Moment by)
    {
        Engine.ServeUntil(by);
        return Engine.CanaryExcess;
    }

    /// <summary>What a look gets; the world must have been brought forward.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="query">The one query that is asked; -1 for all.</param>
    public Measurements Measure(Moment now, int query = -1)
    {
        if (query >= 0)
            _answers[query] = _panel is null ? QueryAnswer.Error : _panel.Answer(now, query);
        else
            _panel?.Answer(now, _answers);
        return _measurements;
    }

    /// <summary>A look has been answered: its scrapes are not shown again.</summary>
    public void ForgetScrapes() => _columns.Window.Clear();

    private void Make(WorldMove move)
    {
        if (_isShared)
            _tree!.Make(move);
        else
            move.MakeIn(Engine);
    }
}
