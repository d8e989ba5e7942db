using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Queueing;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// Request by request where pods have limits: a request finds a pod, waits for a free place in it, is served, and may fail, be refused, be given up and be
/// tried again. Arrivals of a cell are a sorted list beside the calendar of everything else, so that an attempt costs one event, and a second one where its
/// caller has a time-out. It counts when it is answered.
/// </summary>
internal sealed class ServingEngine : RequestEngine
{
    private readonly EventCalendar _calendar = new(256);
    private readonly AttemptTable _attempts = new();
    private readonly PodFleets _fleets;
    private readonly ServingMeter _meter;
    private readonly Serving _serving;
    private readonly double _burstSize;
    private readonly long _timeout;
    private readonly double _mirrored;
    private EventHandle _nextTest;
    private readonly bool _hasFrailty;
    private Xoshiro256 _routing;
    private StreamKey _requests;

    /// <summary>Prepares an engine.</summary>
    public ServingEngine(RequestWorld tables, CounterNeeds needs)
        : base(tables, needs, mirrored: 1)
    {
        _serving = World.World.Serving;
        _burstSize = World.World.Traffic.BurstSize;
        _timeout = _serving.Timeout == TimeSpan.MaxValue ? long.MaxValue : _serving.Timeout.Ticks * 100;
        _fleets = new PodFleets(tables, Moments, _calendar, _serving);
        _meter = new ServingMeter(tables, Moments, Meters, needs.Conversions);
        _hasFrailty = !Frailty.IsUniform;
        _mirrored = Tests.MirroredShare > 0 ? Tests.MirroredShare : World.World.Mirroring.Share;
    }

    /// <summary>What the calendar had to do in this replication; the cost that tests hold, since times are noise.</summary>
    public CalendarCounts Events => _calendar.Counts;

    /// <inheritdoc/>
    public override bool CountsExcess => Tables.Reference is not null;

    /// <inheritdoc/>
    public override double CanaryExcess
    {
        get
        {
            double excess = _meter.CanaryExcess;
            for (int place = 0; place < _attempts.Places; place++)
                excess += IsUnfinished(_attempts[place]) ? _meter.OverdueExcess(_attempts[place], _calendar.Now) : 0;
            return excess;
        }
    }

    /// <summary>
    /// Shows the follower the requests that have no answer yet as if each got one now: where pods cannot keep up, those who have waited long are the ones that
    /// matter, and those who have just come do none any wrong.
    /// </summary>
    public void ReportUnfinished()
    {
        for (int place = 0; place < _attempts.Places; place++)
            if (IsUnfinished(_attempts[place]))
                Report(_attempts[place], RequestFate.Answered, _calendar.Now);
    }

    /// <inheritdoc/>
    public override void SetPods(Arm arm, int pods, Moment at)
    {
        base.SetPods(arm, pods, at);
        _fleets.SetPods(arm, pods);
    }

    /// <inheritdoc/>
    protected override void Begin(StreamKey replication)
    {
        base.Begin(replication);
        _calendar.Clear();
        _nextTest = default;
        _attempts.Clear();
        _fleets.Start(replication);
        _meter.Start();
    }

    /// <inheritdoc/>
    protected override void BeginCell()
    {
        _routing = CellKey.With(Purpose.Routing).Open();
        _requests = CellKey.With(Purpose.Requests);
    }

    /// <inheritdoc/>
    protected override void Serve(int from, int to, Moment at)
    {
        for (int burst = from; burst < to; burst++)
        {
            long arrival = Arrivals.TimeOf(burst);
            RunUntil(arrival);
            Arrive(burst, arrival);
        }

        RunUntil(at.Nanoseconds);
    }

    /// <summary>A pod that is drained still has requests; the fleets know when it is gone.</summary>
    protected override void Forget(int pod)
    {
    }

    /// <inheritdoc/>
    protected override void Scrape(int pod, int cell)
    {
        Pod one = _fleets[pod];
        CountRequests(one.IsCanary, _meter.TakeCount(pod));
        if (!one.IsThere)
        {
            Missed[pod] = true;
            Meters.Restart(pod);
            RestartQuality(pod);
            CountersOf(pod).Clear();
            CountersOf(pod)[(int)Slot.Quality] = double.NaN;
            return;
        }

        base.Scrape(pod, cell);
        CountersOf(pod)[(int)Slot.Memory] = one.Memory;
    }

    private void RunUntil(long until)
    {
        while (_calendar.TryTake(until, out CalendarEvent due))
            switch ((ServingEvent)due.Kind)
            {
                case ServingEvent.Done:
                    Complete(due.Subject);
                    break;
                case ServingEvent.GiveUp:
                    GiveUp(due.Subject);
                    break;
                case ServingEvent.Retry:
                    Try(due.Subject);
                    break;
                case ServingEvent.Test:
                    SendTest(due.Time);
                    break;
                case ServingEvent.PodReady:
                    // Whatever it was before (killed, or removed since the last scrape), it is a new process.
                    Meters.Restart(due.Subject);
                    RestartQuality(due.Subject);
                    _fleets.BecomeReady(due.Subject);
                    break;
                default:
                    _fleets.Scale();
                    break;
            }
    }

    private void Arrive(int burst, long at)
    {
        bool isCanary = Router.ToCanary(ref _routing, out long user);
        StreamKey key = _requests.With(burst);
        long size = 1;
        if (_burstSize > 1)
        {
            Xoshiro256 sizes = key.With(Purpose.BurstSizes).Open();
            size = GeometricSumSampler.Draw(ref sizes, 1, _burstSize);
        }

        for (long member = 0; member < size; member++)
        {
            StreamKey own = size == 1 ? key : key.With(member);
            Send(own, key, (user, at), isCanary, isShadow: false);
            if (IsMirroring && !isCanary && IsMirrored(own))
                Send(own, key, (user, at), isCanary: true, isShadow: true);
        }
    }

    /// <inheritdoc/>
    protected override void AwaitTest(long from)
    {
        base.AwaitTest(from);
        _calendar.Cancel(_nextTest);
        _nextTest = NextTest < long.MaxValue ? _calendar.ScheduleCancellable(NextTest, (byte)ServingEvent.Test) : default;
    }

    private void SendTest(long at)
    {
        StreamKey own = TestKey.With(at);
        Send(own, own, (Attempt.NoUser, at), isCanary: true, isShadow: true);
        AwaitTest(at);
    }

    // Pods count what users asked for, what load tests ask for, and copies where a controller judges them.
    private bool IsCounted(in Attempt attempt) => !attempt.IsShadow || attempt.User == Attempt.NoUser || Tests.MirroredShare > 0;

    private bool IsMirrored(StreamKey key)
    {
        if (_mirrored >= 1)
            return true;
        Xoshiro256 random = key.With(Purpose.Mirroring).Open();
        return random.NextDouble() < _mirrored;
    }

    // Written into its place field by field: a copy of the whole costs as much as the draw of a service time.
    private void Send(StreamKey own, StreamKey burst, (long User, long At) sent, bool isCanary, bool isShadow)
    {
        int place = _attempts.Take();
        ref Attempt attempt = ref _attempts[place];
        attempt.Key = own;
        attempt.BurstKey = burst;
        attempt.User = sent.User;
        attempt.SentAt = sent.At;
        attempt.Waited = 0;
        attempt.Tries = 0;
        attempt.IsCanary = isCanary;
        attempt.IsShadow = isShadow;
        attempt.Patience = default;
        Try(place);
    }

    private void Try(int place)
    {
        ref Attempt attempt = ref _attempts[place];
        long now = _calendar.Now;
        attempt.Tries++;
        attempt.TriedAt = now;
        Pod? pod = _fleets.Pick(attempt);
        attempt.Pod = pod?.Number ?? -1;
        if (pod is null)
        {
            Finish(place, RequestFate.Refused, now);
            return;
        }

        attempt.Incarnation = pod.Incarnation;
        Admission admission = pod.Station.Arrive(place, out attempt.Place);
        if (admission == Admission.Refused)
        {
            Finish(place, RequestFate.Refused, now);
            return;
        }

        _fleets.Note(pod, now);
        if (_timeout < long.MaxValue && !attempt.IsShadow)
            attempt.Patience = _calendar.ScheduleCancellable(now + _timeout, (byte)ServingEvent.GiveUp, place);
        if (admission == Admission.Starts)
            BeginService(place, now);
        else
            attempt.State = AttemptState.Waiting;
    }

    private void BeginService(int place, long now)
    {
        ref Attempt attempt = ref _attempts[place];
        attempt.State = AttemptState.InService;
        attempt.Waited += now - attempt.TriedAt;
        Pod pod = _fleets[attempt.Pod];
        MomentaryBehaviour behaviour = _fleets.BehaviourOf(pod, Pieces, now);
        Xoshiro256 random = attempt.BurstKey.With(Purpose.Fates).With(attempt.Tries).Open();
        double effect = Effects[pod.Number];
        double factor = _hasFrailty && attempt.User != Attempt.NoUser ? Frailty.FactorOf(attempt.User) : 1;
        attempt.IsError = random.NextDouble() < behaviour.ErrorRate * effect * factor;
        attempt.IsRight = random.NextDouble() >= (1 - behaviour.Accuracy) * effect;
        double seconds = Tables.Of(pod.IsCanary).Latency.Draw(ref random, behaviour);
        if (!attempt.IsShadow)
            attempt.Classes = DrawClasses(attempt.Key.With(attempt.Tries), pod.IsCanary, attempt.IsRight, behaviour);
        _calendar.Schedule(now + (long)(seconds * 1e9), (byte)ServingEvent.Done, place);
    }

    private void Complete(int place)
    {
        long now = _calendar.Now;
        ref Attempt attempt = ref _attempts[place];
        Pod pod = _fleets[attempt.Pod];
        if (attempt.Incarnation != pod.Incarnation)
        {
            // Its pod was killed: whoever waited for it has been told.
            _attempts.Release(place);
            return;
        }

        if (pod.Station.Complete(place, out int next))
            BeginService(next, now);
        _fleets.Note(pod, now);
        if (attempt.State == AttemptState.Forsaken)
            _attempts.Release(place);
        else
        {
            if (_timeout < long.MaxValue)
                _calendar.Cancel(attempt.Patience);
            Finish(place, attempt.IsError ? RequestFate.Error : RequestFate.Answered, now);
        }

        if (_fleets.Remember(pod, now))
            Kill(pod, now);
    }

    private void GiveUp(int place)
    {
        long now = _calendar.Now;
        ref Attempt attempt = ref _attempts[place];
        if (attempt.State == AttemptState.Waiting)
        {
            Pod pod = _fleets[attempt.Pod];
            pod.Station.Abandon(attempt.Place);
            _fleets.Note(pod, now);
            attempt.Waited += now - attempt.TriedAt;
            Finish(place, RequestFate.TimedOut, now);
        }
        else
            Finish(Forsake(place), RequestFate.TimedOut, now);
    }

    // The pod works on; the request goes on in another place.
    private int Forsake(int place)
    {
        int other = _attempts.Take();
        _attempts[other] = _attempts[place];
        _attempts[place].State = AttemptState.Forsaken;
        return other;
    }

    private void Kill(Pod pod, long now)
    {
        pod.Incarnation++;
        while (pod.Station.TryEvict(out int place))
        {
            ref Attempt attempt = ref _attempts[place];
            if (attempt.State == AttemptState.Forsaken)
                continue;
            if (_timeout < long.MaxValue)
                _calendar.Cancel(attempt.Patience);
            Finish(attempt.State == AttemptState.InService ? Forsake(place) : place, RequestFate.Lost, now);
        }

        _fleets.Restart(pod, now);
    }

    // An attempt is over. Its caller tries again, or has an answer.
    private void Finish(int place, RequestFate fate, long now)
    {
        ref Attempt attempt = ref _attempts[place];
        bool isLast = attempt.IsShadow || fate == RequestFate.Answered || attempt.Tries > _serving.Retries.Most;
        if (IsCounted(attempt) && (isLast || _serving.Retries.By == RetryLayer.Client))
            _meter.Count(attempt, fate, now, _serving.Retries.By);
        if (isLast)
        {
            Conclude(attempt, fate, now);
            _attempts.Release(place);
            return;
        }

        attempt.State = AttemptState.BackingOff;
        Xoshiro256 random = attempt.Key.With(Purpose.Backoff).With(attempt.Tries).Open();
        long wait = (long)((0.5 + random.NextDouble()) * 100 * _serving.Retries.Backoff.Ticks);
        _calendar.Schedule(now + wait, (byte)ServingEvent.Retry, place);
    }

    private void Conclude(in Attempt attempt, RequestFate fate, long now)
    {
        if (attempt.IsShadow)
        {
            if (fate == RequestFate.Answered && IsCounted(attempt))
                JudgeTest(attempt.Key, attempt.Pod, attempt.IsRight, ScoresAt(isCanary: true, now));
            else if (fate == RequestFate.Answered && Pieces.At(new Moment(now)) is var piece)
                Compare(attempt.Key, now, piece.Laws?.Baseline ?? Moments.At(false, new Moment(now)), piece.Laws?.Canary ?? Moments.At(true, new Moment(now)));
            return;
        }

        if (fate == RequestFate.Answered)
            Judge(attempt.Key, attempt.Pod, now, attempt.IsRight, attempt.Classes, ScoresAt(attempt.Pod >= World.BaselinePods, now));
        _meter.Conclude(attempt, fate, now, Pieces);
        Report(attempt, fate, now);
    }

    private static bool IsUnfinished(in Attempt attempt) => !attempt.IsShadow && attempt.State is not (AttemptState.Free or AttemptState.Forsaken);

    private void Report(in Attempt attempt, RequestFate fate, long now) =>
        Follower?.Answered(new AnsweredRequest
        {
            SentAt = new Moment(attempt.SentAt),
            Arm = attempt.IsCanary ? Arm.Canary : Arm.Baseline,
            Pod = attempt.IsCanary && attempt.Pod >= 0 ? attempt.Pod - World.BaselinePods : attempt.Pod,
            User = attempt.User,
            Attempts = attempt.Tries,
            LatencySeconds = (now - attempt.SentAt) * 1e-9,
            WaitedSeconds = attempt.Waited * 1e-9,
            Fate = fate,
            IsRight = attempt.IsRight || attempt.State is AttemptState.Waiting or AttemptState.BackingOff,
        });
}
