using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// Request by request where no request makes another wait: each is answered in the cell in which it arrives, as in the binned engine. Where nothing but its
/// own luck decides, a request costs one word for its arm, one for its user and one for its category; a stream of its own is opened for whatever else is asked
/// of it (labels, classes, a score, conversions, pairs, the latency's exact value).
/// </summary>
internal sealed class UnlimitedEngine : RequestEngine
{
    private readonly ConversionMeter? _conversions;
    private readonly double _burstSize;
    private readonly bool _isPlain;
    private readonly bool _countsLabels;
    private readonly bool _followsAll;
    private readonly int _categories;
    private readonly long[] _counts;
    private readonly double[] _bounds;
    private Xoshiro256 _routing;
    private Xoshiro256 _fates;
    private StreamKey _requests;

    /// <summary>Prepares an engine.</summary>
    public UnlimitedEngine(RequestWorld tables, CounterNeeds needs)
        : base(tables, needs, tables.Scraped.World.Mirroring.Share)
    {
        _conversions = needs.Conversions ? new ConversionMeter(tables, Meters) : null;
        _burstSize = World.World.Traffic.BurstSize;
        _bounds = World.LatencyBounds;
        _countsLabels = LabelsAreImmediate && !needs.Classes;
        _followsAll = needs.LatencySums || needs.Scores || needs.Conversions || (needs.Labels && !_countsLabels);
        _isPlain = _burstSize == 1 && World.World.Pods.Effect == 0 && Frailty.IsUniform;
        _categories = 4 * (_bounds.Length + 1);
        _counts = new long[World.Pods * _categories];
    }

    /// <inheritdoc/>
    protected override bool CountsLabels => _countsLabels;

    // Whether a request is asked for more than its category.
    private bool FollowsEach => _followsAll || IsMirroring || Follower is not null;

    /// <inheritdoc/>
    protected override void Begin(StreamKey replication)
    {
        base.Begin(replication);
        Array.Clear(_counts);
    }

    /// <inheritdoc/>
    protected override void BeginCell()
    {
        _routing = CellKey.With(Purpose.Routing).Open();
        _fates = CellKey.With(Purpose.Fates).Open();
        _requests = CellKey.With(Purpose.Requests);
    }

    /// <inheritdoc/>
    protected override void Serve(int from, int to, Moment at)
    {
        while (from < to)
        {
            // The moment of a burst is asked for only where the world turns within the cell: most cells never place theirs.
            WorldPiece piece = Pieces.At(ScrapedAt);
            if (piece.To < CellEnd)
                piece = Pieces.At(new Moment(Arrivals.TimeOf(from)));
            int end = Math.Min(to, Arrivals.FirstFrom(piece.To));
            if (_isPlain && piece.Laws is { } laws)
                ServePlain(from, end, laws);
            else
                for (int burst = from; burst < end; burst++)
                    ServeOne(burst, piece.Laws);
            from = end;
        }

        while (NextTest < at.Nanoseconds)
            ServeTest(new Moment(NextTest));
    }

    private void ServeTest(Moment at)
    {
        if (CanaryServing.Now > 0)
        {
            StreamKey request = TestKey.With(at.Nanoseconds);
            AnswerTest(request, 1, Moments.At(true, at));
        }

        AwaitTest(at.Nanoseconds);
    }

    private void Copy(StreamKey request, long user, in MomentaryBehaviour canary)
    {
        Xoshiro256 random = request.With(Purpose.Mirroring).Open();
        if (random.NextDouble() < Tests.MirroredShare)
            AnswerTest(request.With(Purpose.Copies), Frailty.FactorOf(user), canary);
    }

    // Counted at once and beside the categories, whose wrong answers are labelled.
    private void AnswerTest(StreamKey request, double factor, in MomentaryBehaviour behaviour)
    {
        Xoshiro256 random = request.With(Purpose.Fates).Open();
        int pod = PickPod(ref random, isCanary: true);
        double effect = Effects[pod];
        bool isError = random.NextDouble() < behaviour.ErrorRate * effect * factor;
        bool isRight = random.NextDouble() >= (1 - behaviour.Accuracy) * effect;
        double seconds = Tables.Canary.Latency.Draw(ref random, behaviour);
        Meters.AddRequests(pod, isError, RequestWorld.BucketOf(seconds, _bounds), 1);
        Meters.AddLatency(pod, isError, seconds);
        CountRequests(isCanary: true, 1);
        JudgeTest(request, pod, isRight, behaviour.Scores);
    }

    /// <inheritdoc/>
    protected override void Scrape(int pod, int cell)
    {
        Span<long> counts = _counts.AsSpan(pod * _categories, _categories);
        (long requests, long wrong) = (0, 0);
        for (int category = 0; category < counts.Length; category++)
            if (counts[category] is > 0 and long count)
            {
                requests += count;
                wrong += CategoryLaw.IsWrong(category) ? count : 0;
                Meters.AddRequests(pod, CategoryLaw.IsError(category), CategoryLaw.BucketOf(category), count);
            }

        counts.Clear();
        CountRequests(World.ArmOf(pod) == Arm.Canary, requests);
        if (CountsLabels && ReadsLabels)
            TakeLabels(pod, cell, requests - wrong, wrong);
        base.Scrape(pod, cell);
    }

    private void ServePlain(int from, int to, ArmLaws laws)
    {
        bool followsEach = FollowsEach;
        (Xoshiro256 routing, Xoshiro256 fates, Router router) = (_routing, _fates, Router);
        (CategoryLaw baseline, CategoryLaw canary, long[] counts, int categories) = (laws.BaselineLaw, laws.CanaryLaw, _counts, _categories);
        for (int burst = from; burst < to; burst++)
        {
            bool isCanary = router.ToCanary(ref routing, out long user);
            int pod = PickPod(ref routing, isCanary);
            int category = (isCanary ? canary : baseline).Draw(ref fates);
            counts[pod * categories + category]++;
            if (followsEach)
                FollowPlain(burst, new Source(user, pod, isCanary), category, laws);
        }

        (_routing, _fates) = (routing, fates);
    }

    private void FollowPlain(int burst, Source source, int category, ArmLaws laws)
    {
        StreamKey request = _requests.With(burst);
        double seconds = 0;
        bool isError = CategoryLaw.IsError(category);
        if (Needs.LatencySums || Follower is not null)
        {
            seconds = LatencyWithin(request, source.IsCanary, source.IsCanary ? laws.Canary : laws.Baseline, CategoryLaw.BucketOf(category));
            Meters.AddLatency(source.Pod, isError, seconds);
        }

        Follow(request, source, new Answer(Arrivals.TimeOf(burst), seconds, isError, !CategoryLaw.IsWrong(category)), laws.Baseline, laws.Canary);
    }

    // A value of the latency's law, given its bucket: the first of a sequence of draws that falls into it.
    private double LatencyWithin(StreamKey request, bool isCanary, in MomentaryBehaviour behaviour, int bucket)
    {
        Xoshiro256 random = request.With(Purpose.LatencyValues).Open();
        LatencyLaw law = (isCanary ? Tables.Canary : Tables.Baseline).Latency;
        double seconds = law.Draw(ref random, behaviour);
        while (RequestWorld.BucketOf(seconds, _bounds) != bucket)
            seconds = law.Draw(ref random, behaviour);
        return seconds;
    }

    private void ServeOne(int burst, ArmLaws? laws)
    {
        Moment at = new(Arrivals.TimeOf(burst));
        bool isCanary = Router.ToCanary(ref _routing, out long user);
        Source source = new(user, PickPod(ref _routing, isCanary), isCanary);
        MomentaryBehaviour baseline = laws?.Baseline ?? Moments.At(false, at);
        MomentaryBehaviour canary = laws?.Canary ?? Moments.At(true, at);
        MomentaryBehaviour behaviour = isCanary ? canary : baseline;
        StreamKey request = _requests.With(burst);
        Xoshiro256 random = request.With(Purpose.Fates).Open();
        double effect = Effects[source.Pod];
        bool isError = random.NextDouble() < behaviour.ErrorRate * effect * Frailty.FactorOf(user);
        bool isRight = random.NextDouble() >= (1 - behaviour.Accuracy) * effect;
        double seconds = (isCanary ? Tables.Canary : Tables.Baseline).Latency.Draw(ref random, behaviour);
        long size = _burstSize == 1 ? 1 : GeometricSumSampler.Draw(ref random, 1, _burstSize);
        _counts[source.Pod * _categories + CategoryLaw.Of(RequestWorld.BucketOf(seconds, _bounds), isError, !isRight)] += size;
        Meters.AddLatency(source.Pod, isError, size * seconds);
        for (int member = 0; member < size && FollowsEach; member++)
            Follow(size == 1 ? request : request.With(member), source, new Answer(at.Nanoseconds, seconds, isError, isRight), baseline, canary);
    }

    private void Follow(StreamKey request, Source source, in Answer answer, in MomentaryBehaviour baseline, in MomentaryBehaviour canary)
    {
        MomentaryBehaviour behaviour = source.IsCanary ? canary : baseline;
        Judge(request, source.Pod, answer.At, answer.IsRight, DrawClasses(request, source.IsCanary, answer.IsRight, behaviour), behaviour.Scores);
        _conversions?.Draw(request, source.Pod, behaviour.Conversion);
        if (!source.IsCanary)
        {
            Compare(request, answer.At, baseline, canary);
            if (IsMirroring && Tests.MirroredShare > 0 && CanaryServing.Now > 0)
                Copy(request, source.User, canary);
        }

        Follower?.Answered(new AnsweredRequest
        {
            SentAt = new Moment(answer.At),
            Arm = source.IsCanary ? Arm.Canary : Arm.Baseline,
            Pod = source.IsCanary ? source.Pod - World.BaselinePods : source.Pod,
            User = source.User,
            Attempts = 1,
            LatencySeconds = answer.Seconds,
            WaitedSeconds = 0,
            Fate = answer.IsError ? RequestFate.Error : RequestFate.Answered,
            IsRight = answer.IsRight,
        });
    }

    /// <inheritdoc/>
    protected override void Forget(int pod)
    {
        base.Forget(pod);
        Meters.Restart(pod);
        RestartQuality(pod);
    }

    private int PickPod(ref Xoshiro256 routing, bool isCanary)
    {
        int pods = Math.Max(1, (isCanary ? CanaryServing : BaselineServing).Now);
        int first = isCanary ? World.BaselinePods : 0;
        // A word whatever the number of pods: a request that changes its arm must not move the words of those after it.
        return first + (int)Math.BigMul(routing.NextUInt64(), (ulong)pods, out _);
    }

    private readonly record struct Source(long User, int Pod, bool IsCanary);

    private readonly record struct Answer(long At, double Seconds, bool IsError, bool IsRight);
}
