using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// Brings a world forward request by request. What both kinds of worlds share is here: when bursts arrive and whom they come from, labels on their way,
/// mirrored pairs, and the scrape. Arrivals, routing and scrapes have the streams of the binned engine, so that both see the same traffic.
/// </summary>
internal abstract class RequestEngine : Engine
{
    private readonly LabelArrivals _labels;
    private readonly QualityWindow[] _quality;
    private readonly DelaySampler _delay;
    private readonly LabelProcess _labelling;
    private readonly MissedScrapes _missedScrapes;
    private readonly PairMeter? _pairs;
    private readonly ScoreMeter? _scores;
    private readonly CommonRows _rows;
    private readonly bool _readsLabels;
    private readonly int _classes;
    private readonly int _kinds;
    private readonly double[] _effects;
    private StreamKey _cells;
    private StreamKey _cell;
    private Xoshiro256 _tests;
    private double _load;
    private int _open;
    private int _next;

    /// <summary>Prepares an engine.</summary>
    /// <param name="tables">The world.</param>
    /// <param name="needs">Which counters somebody reads.</param>
    /// <param name="mirrored">Share of the requests it compares that are mirrored.</param>
    protected RequestEngine(RequestWorld tables, CounterNeeds needs, double mirrored)
        : base(tables.Scraped)
    {
        Tables = tables;
        World world = tables.Scraped.World;
        Needs = needs;
        Meters = new PodMeters(tables.Scraped);
        Arrivals = new ArrivalTimes(world.Traffic);
        Frailty = new UserFrailty(world.Traffic.Users);
        Pieces = new PieceWalk(tables.Pieces);
        Moments = new ArmMoments(tables);
        Tests = world.Tests;
        _scores = needs.Scores ? new ScoreMeter(Meters) : null;
        _classes = needs.Classes ? needs.Layout.Classes : 0;
        _kinds = 2 + _classes * _classes;
        _labels = new LabelArrivals(tables.Scraped, World.Pods * _kinds);
        _quality = needs.Quality
            ? [.. Enumerable.Range(0, World.Pods).Select(_ => new QualityWindow(world.Telemetry.QualityWindow, World.Cells))]
            : [];
        _delay = new DelaySampler(world.Labels.Delay);
        _labelling = world.Labels;
        _missedScrapes = new MissedScrapes(tables.Scraped);
        _rows = new CommonRows(world, tables.Baseline, tables.Canary);
        _pairs = needs.Pairs ? new PairMeter(tables, mirrored) : null;
        _readsLabels = needs.Labels;
        _effects = new double[World.Pods];
    }

    /// <summary>The requests that no user waits for.</summary>
    protected TestTraffic Tests { get; }

    /// <summary>When the next request of a load test comes, in nanoseconds; never where none runs.</summary>
    protected long NextTest { get; private set; }

    /// <summary>The key below which the requests of load tests lie, by their moments.</summary>
    protected StreamKey TestKey { get; private set; }

    /// <summary>The tables.</summary>
    protected RequestWorld Tables { get; }

    /// <summary>Which counters somebody reads.</summary>
    protected CounterNeeds Needs { get; }

    /// <summary>What the pods count.</summary>
    protected PodMeters Meters { get; }

    /// <summary>The bursts of the cell under way.</summary>
    protected ArrivalTimes Arrivals { get; }

    /// <summary>The users' own error rates.</summary>
    protected UserFrailty Frailty { get; }

    /// <summary>The stretch of the world in which the engine is.</summary>
    protected PieceWalk Pieces { get; }

    /// <summary>How the arms behave where the world does not stand still.</summary>
    protected ArmMoments Moments { get; }

    /// <summary>The key of the cell under way.</summary>
    protected StreamKey CellKey => _cell;

    /// <summary>Each pod's factor on errors and wrong answers.</summary>
    protected ReadOnlySpan<double> Effects => _effects;

    /// <summary>Whether requests of the baseline are mirrored now.</summary>
    protected bool IsMirroring { get; private set; }

    /// <summary>Where bursts go now.</summary>
    protected Router Router { get; private set; }

    /// <inheritdoc/>
    public override void SetWeight(double share, Moment at)
    {
        ServeUntil(at);
        Router = new Router(World.World.Traffic.Users, share, Frailty.CanaryUsers(share));
    }

    /// <inheritdoc/>
    public override void SetMirroring(bool on, Moment at)
    {
        ServeUntil(at);
        IsMirroring = on;
    }

    /// <inheritdoc/>
    public override void SetLoad(double requestsPerSecond, Moment at)
    {
        ServeUntil(at);
        _load = requestsPerSecond;
        AwaitTest(at.Nanoseconds);
    }

    /// <summary>The next request of a load test comes after one at a moment. Without memory, so that a change of the rate may ask anew.</summary>
    protected virtual void AwaitTest(long from)
    {
        double gap = _load > 0 ? 1 + 1e9 / _load * ExponentialSampler.Draw(ref _tests) : double.PositiveInfinity;
        NextTest = gap < 9e18 - from ? from + (long)gap : long.MaxValue;
    }

    /// <inheritdoc/>
    public override void ServeUntil(Moment at)
    {
        if (at <= ScrapedAt)
            return;
        OpenCell();
        int end = Arrivals.FirstFrom(at);
        Serve(_next, end, at);
        _next = end;
    }

    /// <inheritdoc/>
    protected override void Begin(StreamKey replication)
    {
        _cells = replication.With(Purpose.Cells);
        (_open, _next, IsMirroring) = (0, 0, false);
        Router = new Router(World.World.Traffic.Users, 0, 0);
        TestKey = replication.With(Purpose.LoadTests);
        _tests = TestKey.Open();
        (_load, NextTest) = (0, long.MaxValue);
        PodEffects.Draw(replication, World, _effects);
        Meters.Start();
        Arrivals.Start(replication);
        Frailty.Start(replication);
        Pieces.Start();
        _labels.Start(replication);
        _pairs?.Start(replication);
        foreach (QualityWindow window in _quality)
            window.Start();
    }

    /// <inheritdoc/>
    protected override void TakeCell(int cell)
    {
        if (cell > 0)
            ServeUntil(CellEnd);
        _missedScrapes.Draw(_cells.With(cell), CellEnd, Missed);
        for (int pod = 0; pod < World.Pods; pod++)
        {
            TakeDelayedLabels(pod, cell);
            Scrape(pod, cell);
        }

        _pairs?.WriteTo(cell, CountersOf(World.BaselinePods));
    }

    /// <summary>Serves the bursts of the cell under way from one to before another, and what else happens before a moment.</summary>
    /// <param name="from">The first burst.</param>
    /// <param name="to">The burst after the last one.</param>
    /// <param name="at">The moment to come to.</param>
    protected abstract void Serve(int from, int to, Moment at);

    /// <summary>A cell begins.</summary>
    protected abstract void BeginCell();

    /// <summary>Writes what the scrape of a pod brings, and says in <see cref="Engine.Missed"/> if the pod is not there.</summary>
    protected virtual void Scrape(int pod, int cell) => Meters.WriteTo(pod, CountersOf(pod));

    /// <summary>Counts a request of an arm.</summary>
    protected void CountRequests(bool isCanary, long requests)
    {
        if (isCanary)
            CanaryRequests += requests;
        else
            BaselineRequests += requests;
    }

    /// <summary>Which class a request belongs to and which one its answer names, by the behaviour that decided whether it is right.</summary>
    /// <returns>The pair, truth x classes + said; 0 where nobody reads classes.</returns>
    protected int DrawClasses(StreamKey request, bool isCanary, bool isRight, in MomentaryBehaviour behaviour)
    {
        if (_classes == 0)
            return 0;
        Xoshiro256 random = request.With(Purpose.Classes).Open();
        return Moments.DrawClasses(ref random, isCanary, isRight, behaviour);
    }

    /// <summary>A model has given an answer: its score and its class are counted at once; a label may follow.</summary>
    /// <param name="request">The key of the request's own streams.</param>
    /// <param name="pod">The pod that answered.</param>
    /// <param name="at">When.</param>
    /// <param name="isRight">Whether it is right.</param>
    /// <param name="pair">The classes, as <see cref="DrawClasses"/> gave them.</param>
    /// <param name="scores">The scores that its model gives.</param>
    protected void Judge(StreamKey request, int pod, long at, bool isRight, int pair, ModelScores scores)
    {
        _scores?.Draw(request, pod, scores, isRight);
        if (_classes > 0)
            Meters.Models.AddPrediction(pod, pair % _classes);
        if (!CountsLabels)
            Label(request, pod, at, isRight, pair);
    }

    /// <summary>A model has given an answer that no user waits for: its score is counted.</summary>
    protected void JudgeTest(StreamKey request, int pod, bool isRight, ModelScores scores) => _scores?.Draw(request, pod, scores, isRight);

    /// <summary>The scores that an arm's model gives at a moment.</summary>
    protected ModelScores ScoresAt(bool isCanary, long at) => Tables.Of(isCanary).ScoresAt(new Moment(at));

    /// <summary>Whether the engine counts labels itself because each comes with its answer; otherwise they are on their way.</summary>
    protected virtual bool CountsLabels => false;

    /// <summary>Whether every answer has a label at once.</summary>
    protected bool LabelsAreImmediate => _delay.IsImmediate && _labelling is { Share: 1, WrongShare: 1 };

    /// <summary>Whether labels are read at all.</summary>
    protected bool ReadsLabels => _readsLabels;

    /// <summary>A request of the baseline may be mirrored and compared.</summary>
    protected void Compare(StreamKey request, long at, in MomentaryBehaviour baseline, in MomentaryBehaviour canary)
    {
        if (IsMirroring)
            _pairs?.Compare(
                request, new Moment(at), PairLaw.Of(1 - baseline.Accuracy, 1 - canary.Accuracy, _rows.SharedMistakesAt(new Moment(at))), _open);
    }

    /// <summary>Labels have come since the last scrape.</summary>
    protected void TakeLabels(int pod, int cell, long right, long wrong)
    {
        Meters.AddLabels(pod, right + wrong, right);
        if (_quality.Length == 0)
            return;
        _quality[pod].Add(_cells.With(cell).With(pod).With(Purpose.Quality), right + wrong, right);
        CountersOf(pod)[(int)Slot.Quality] = _quality[pod].Value;
    }

    /// <summary>The quality gauge of a pod begins anew.</summary>
    protected void RestartQuality(int pod)
    {
        if (_quality.Length > 0)
            _quality[pod].Start();
    }

    private void OpenCell()
    {
        int cell = Cell + 1;
        if (_open == cell)
            return;
        (_open, _next) = (cell, 0);
        _cell = _cells.With(cell);
        (BaselineRequests, CanaryRequests) = (0, 0);
        Arrivals.Open(_cell, ScrapedAt, CellEnd);
        BeginCell();
    }

    private void Label(StreamKey request, int pod, long at, bool isRight, int pair)
    {
        double share = _labelling.ShareOf(isRight);
        if (!_readsLabels || share == 0)
            return;
        int cell = _open;
        if (share < 1 || !_delay.IsImmediate)
        {
            Xoshiro256 random = request.With(Purpose.Labels).Open();
            if (share < 1 && random.NextDouble() >= share)
                return;
            // An answer at the very moment of a scrape belongs to the cell that begins there, and so does its label if it comes at once.
            cell = Math.Max(_open, _labels.CellOf(new Moment(at + (long)(_delay.Draw(ref random) * 1e9))));
        }

        _labels.Add(_kinds * pod + (isRight ? 1 : 0), cell);
        if (_classes > 0)
            _labels.Add(_kinds * pod + 2 + pair, cell);
    }

    private void TakeDelayedLabels(int pod, int cell)
    {
        if (!_readsLabels || CountsLabels)
            return;
        int kind = _kinds * pod;
        TakeLabels(pod, cell, _labels.In(kind + 1, cell), _labels.In(kind, cell));
        for (int pair = 0; pair < _classes * _classes; pair++)
            Meters.Models.AddLabels(pod, pair, _labels.In(kind + 2 + pair, cell));
    }
}
