using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// The live shell: carries a controller's effects out against a cluster, tells it what comes of them, and decides nothing. One loop, one thing at a time:
/// an observation, the controller's step, its entry on disk, then each effect, then its `done` line; measurements and hooks run beside it. A process that is
/// given the journal of another one goes on where that one stopped: effects that are not known to be done are carried out under the same names, moments that
/// have passed are reached now, and samples that have been recorded are not counted again.
/// </summary>
public sealed class LiveRollout : IDisposable
{
    private readonly LiveWorld _world;
    private readonly LiveRules _rules;
    private readonly JournalHeader _header;
    private readonly RecordedRollout? _recorded;
    private readonly LiveClock _clock;
    private readonly LiveRecorder _recorder;
    private readonly TargetWriter _writer;
    private readonly TargetWatch _watch;
    private readonly OpenCalls _calls;
    private readonly Moment _takenOverAt;
    private Moment _lookAt = Moment.Start;
    private Moment _deskAt = Moment.Start;
    private Moment _stopBy = Moment.Never;
    private volatile LiveStanding _standing;

    /// <summary>Makes a rollout that is to be driven.</summary>
    /// <param name="world">Everything that it reads and writes.</param>
    /// <param name="rules">How it deals with the world.</param>
    /// <param name="controller">Decides; made of what the header says.</param>
    /// <param name="header">What the journal begins with.</param>
    /// <param name="recorded">What an earlier process has recorded of the same rollout; nothing for a new one.</param>
    public LiveRollout(LiveWorld world, LiveRules rules, IRolloutController controller, JournalHeader header, RecordedRollout? recorded = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(header);
        (_world, _rules, _header, _recorded) = (world, rules, header, recorded);
        RolloutClock calendar = new(header.Origin ?? world.Time.GetUtcNow());
        _clock = new LiveClock(world.Time, calendar, recorded?.LastAt ?? Moment.Start);
        _takenOverAt = _clock.Now;
        _recorder = new LiveRecorder((world.Store, world.Witness), _clock, controller, header.Rollout);
        _writer = new TargetWriter(world, rules, _clock, _recorder);
        _watch = new TargetWatch(world, rules, _clock, _recorder) { Recorded = recorded };
        _calls = new OpenCalls(world.Pipeline(header.Telemetry), world.Hooks, _clock, _recorder, controller.Measurements);
        _standing = LiveStanding.Before(header.Rollout);
    }

    /// <summary>How the rollout stands; may be read by anybody at any time.</summary>
    public LiveStanding Standing => _standing;

    /// <summary>The steps so far, or since the snapshot that it went on from; for tests, and for whoever runs the loop.</summary>
    public IReadOnlyList<JournalEntry> Entries => _recorder.Entries;

    /// <summary>Drives the rollout to its end.</summary>
    /// <param name="stop">Asks it to stop: what then becomes of the traffic, <see cref="LiveRules.OnStop"/> says.</param>
    /// <returns>How it ended. Nothing throws but a mistake of ours.</returns>
    public async Task<LiveEnd> RunAsync(CancellationToken stop)
    {
        LiveEnd? end;
        try
        {
            end = await BeginAsync(_world.Lease.Lost).ConfigureAwait(false);
            while (end is null)
            {
                end = await TurnAsync(stop, _world.Lease.Lost).ConfigureAwait(false);
                if (end is null)
                    await WaitAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_world.Lease.Lost.IsCancellationRequested)
        {
            end = await SupersededAsync("The lease is lost.").ConfigureAwait(false);
        }

        Stand();
        return end;
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private async ValueTask<LiveEnd?> BeginAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _recorder.PolicyHash = _header.PolicyHash;
        if (_recorded is not null)
        {
            if (_recorder.Replay(_recorded) is { Length: > 0 } misfit)
                return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, LiveMessages.DoesNotFit(_header.Rollout, misfit));
            await _recorder.TellAsync(LiveMessages.GoesOn(_header.Rollout, _recorder.Steps, _recorder.Work.Duties.Count), cancellation)
                .ConfigureAwait(false);
            if (_recorded.CutOff.Length > 0)
                await _recorder.TellAsync(LiveMessages.CutOff, cancellation).ConfigureAwait(false);
            return null;
        }

        if (await _world.Store.BeginAsync(_header, cancellation).ConfigureAwait(false) is StoreWrite.Failed failed)
            return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, LiveMessages.CannotRecord(failed.Text).Text);
        TrafficReading met = await _world.Traffic.ReadAsync(cancellation).ConfigureAwait(false);
        if (met.Problem.Length == 0)
            _writer.Met = met.Weight;
        await _recorder.TellAsync(LiveMessages.Begins(_header.Rollout), cancellation).ConfigureAwait(false);
        await _recorder.BeginAsync(cancellation).ConfigureAwait(false);
        await ActAsync(cancellation).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<LiveEnd?> TurnAsync(CancellationToken stop, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_recorder.RetryAt <= _clock.Now)
            await _recorder.FlushAsync(cancellation).ConfigureAwait(false);
        if (stop.IsCancellationRequested && await StopAsync(cancellation).ConfigureAwait(false) is { } stopped)
            return stopped;
        await HearAsync(cancellation).ConfigureAwait(false);
        await LookAsync(cancellation).ConfigureAwait(false);
        do
            await ActAsync(cancellation).ConfigureAwait(false);
        while (await WakeAsync(cancellation).ConfigureAwait(false) || await _calls.ObserveOneAsync(cancellation).ConfigureAwait(false));
        await _recorder.FlushAsync(cancellation).ConfigureAwait(false);
        Stand();
        string superseded = string.Concat(_recorder.SupersededBy, _watch.SupersededBy, _writer.SupersededBy);
        return superseded.Length > 0
            ? await SupersededAsync(superseded).ConfigureAwait(false)
            : await EndAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Carries out what the last step has asked for.</summary>
    private async ValueTask ActAsync(CancellationToken cancellation)
    {
        Moment? before = _writer.ChangedAt;
        if (_watch.SupersededBy.Length == 0 && _recorder.SupersededBy.Length == 0)
            await _writer.CarryOutAsync(cancellation).ConfigureAwait(false);
        if (_writer.ChangedAt is { } changed && changed != before)
            _lookAt = changed + _rules.PollEvery;
        _calls.Start();
    }

    /// <summary>Tells the controller that a moment has been reached: the earliest that it waits for.</summary>
    private async ValueTask<bool> WakeAsync(CancellationToken cancellation)
    {
        Moment now = _clock.Now;
        if (_recorder.Work.Wakes.Where(wake => wake.At <= now).OrderBy(wake => wake.At).ToArray() is not [OpenWake due, ..])
            return false;
        await _recorder.ObserveAsync(Observation.MomentReached(due.Id, now), cancellation).ConfigureAwait(false);
        return true;
    }

    private async ValueTask HearAsync(CancellationToken cancellation)
    {
        if (_deskAt > _clock.Now)
            return;
        _deskAt = _clock.Now + _rules.WatchEvery;
        if (await _world.Desk.LookAsync(cancellation).ConfigureAwait(false) is not { } order)
            return;
        TrafficReading? seen = order.Word == OperatorWord.Resume ? await _world.Traffic.ReadAsync(cancellation).ConfigureAwait(false) : null;
        bool isNew = await _recorder.TakeOrderAsync(order, cancellation).ConfigureAwait(false);
        if (isNew && (seen is { Problem.Length: 0 } ? seen : _watch.LastReading) is { } reading && order.Word == OperatorWord.Resume)
            _recorder.Work.ResumeFrom(reading.Weight);
        if (_recorder.IsRecorded)
            await _world.Desk.ClearAsync(order, cancellation).ConfigureAwait(false);
    }

    private async ValueTask LookAsync(CancellationToken cancellation)
    {
        if (_lookAt > _clock.Now)
            return;
        await _watch.LookAsync(cancellation).ConfigureAwait(false);
        OpenWork work = _recorder.Work;
        bool isOnItsWay = (work.Asked is not null && !work.IsRouted) || (work.DecidedAt is not null && !work.IsWoundUp);
        _lookAt = _clock.Now + (isOnItsWay ? _rules.PollEvery : _rules.WatchEvery);
    }

    private async ValueTask<LiveEnd?> StopAsync(CancellationToken cancellation)
    {
        TrafficWeight stands = _recorder.Work.Written ?? TrafficWeight.None;
        if (_rules.OnStop == StopRule.Hold || _recorder.Outcome != RolloutOutcome.Open || _clock.Now >= _stopBy)
        {
            // What is decided is finished, as long as a request to stop may wait.
            if (_recorder.Outcome != RolloutOutcome.Open && _clock.Now < _stopBy)
            {
                if (_stopBy == Moment.Never)
                    _stopBy = _clock.Now + _rules.StopWithin;
                return null;
            }

            await _recorder.TellAsync(LiveMessages.StopsAndHolds(stands), cancellation).ConfigureAwait(false);
            await _recorder.FlushAsync(cancellation).ConfigureAwait(false);
            return new LiveEnd(LiveEndKind.Stopped, _recorder.Outcome, LiveMessages.StopsAndHolds(stands).Text);
        }

        _stopBy = _clock.Now + _rules.StopWithin;
        await _recorder.TellAsync(LiveMessages.StopsAndRollsBack, cancellation).ConfigureAwait(false);
        await _recorder.ObserveAsync(Observation.OperatorSaid(OperatorWord.Abort, _clock.Now), cancellation).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<LiveEnd?> EndAsync(CancellationToken cancellation)
    {
        OpenWork work = _recorder.Work;
        if (work.DecidedAt is not { } decided || !_recorder.IsRecorded)
            return null;
        bool isPromoted = _recorder.Outcome == RolloutOutcome.Promoted;
        bool isTakenAway = isPromoted || !work.Duties.Any(duty => duty.TakesTrafficAway);
        bool isDone = work.Duties.Count == 0 && work.Hooks.Count == 0 && work.IsWoundUp && (work.IsRouted || work.Asked is null);
        if (!isTakenAway || (!isDone && _clock.Now < GivesUpAt(decided)))
            return null;
        string left = string.Join(", ", work.Duties.Select(duty => DutyWords.Of(duty.Effect)).DefaultIfEmpty("the target is not seen to follow"));
        if (!isDone)
            await _recorder.TellAsync(LiveMessages.NotWoundUp(isPromoted, left), cancellation).ConfigureAwait(false);
        await _recorder.FlushAsync(cancellation).ConfigureAwait(false);

        // A canary that was promoted and still carries the traffic must not be taken for one that nobody knows.
        if (isDone || !isPromoted)
            await _world.Store.EndAsync(cancellation).ConfigureAwait(false);
        string sentence = work.DecidedText;
        return new LiveEnd(LiveEndKind.Finished, _recorder.Outcome, isDone ? $"{sentence}." : $"{sentence}. {LiveMessages.NotWoundUp(isPromoted, left).Text}");
    }

    // Whoever takes a decided rollout over has the whole time: nobody may have tried while there was no driver, or the clock may have been set.
    private Moment GivesUpAt(Moment decided) => Moment.Later(decided, _takenOverAt) + _rules.WindUpWithin;

    private async ValueTask<LiveEnd> SupersededAsync(string why)
    {
        // Told to people; the record belongs to the other driver now.
        await _world.Witness.ToldAsync(_clock.Instant, LiveMessages.Superseded(why), CancellationToken.None).ConfigureAwait(false);
        return new LiveEnd(LiveEndKind.Superseded, _recorder.Outcome, LiveMessages.Superseded(why).Text);
    }

    private async ValueTask WaitAsync(CancellationToken stop)
    {
        Moment next = NextTurn();
        TimeSpan wait = next > _clock.Now ? next - _clock.Now : TimeSpan.Zero;

        // Nothing here hops to another thread, so that a run on virtual time is the same each time. Whoever cancels runs the loop's next turn within the
        // cancellation, and must do so from a place that can bear it.
        TaskCompletionSource pause = new();
        using ITimer timer = _world.Time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), pause, wait, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration lost = _world.Lease.Lost.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), pause);
        CancellationToken unheard = stop.IsCancellationRequested ? CancellationToken.None : stop;
        using CancellationTokenRegistration stopped = unheard.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), pause);
        await Task.WhenAny([pause.Task, .. _calls.Tasks]).ConfigureAwait(false);
    }

    private Moment NextTurn()
    {
        OpenWork work = _recorder.Work;
        Moment next = Moment.Earlier(Moment.Earlier(_lookAt, _deskAt), Moment.Earlier(_writer.NextTry, _recorder.RetryAt));
        foreach (OpenWake wake in work.Wakes)
            next = Moment.Earlier(next, wake.At);
        if (work.DecidedAt is { } decided)
            next = Moment.Earlier(next, Moment.Later(GivesUpAt(decided), _clock.Now + _rules.RetryFirst));
        return Moment.Earlier(next, _stopBy);
    }

    private void Stand() => _standing = LiveStanding.Of(_recorder, _watch.LastReading, _clock);
}
