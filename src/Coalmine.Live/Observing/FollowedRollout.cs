using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>
/// The shell of one rollout that somebody else drives: looks at it, takes measurements, steps the following controller and keeps the journal. It carries
/// nothing out and decides nothing. A process that is given the journal of another one goes on where that one stopped.
/// </summary>
public sealed class FollowedRollout : IDisposable
{
    private readonly FollowWorld _world;
    private readonly JournalHeader _header;
    private readonly RecordedRollout? _recorded;
    private readonly LiveClock _clock;
    private readonly LiveRecorder _recorder;
    private readonly OpenCalls _calls;
    private readonly TimeSpan _longest;
    private Moment _lookAt = Moment.Start;
    private TrafficWeight? _seen;
    private string _problem = "";
    private string _told = "";
    private volatile FollowStanding _standing;

    /// <summary>Makes a rollout that is to be followed.</summary>
    /// <param name="world">What is read.</param>
    /// <param name="controller">Judges; made of what the header says.</param>
    /// <param name="header">What the journal begins with.</param>
    /// <param name="revision">The version that is tried; empty where the platform does not tell.</param>
    /// <param name="recorded">What an earlier process has recorded of the same rollout; nothing for a new one.</param>
    public FollowedRollout(FollowWorld world, FollowingController controller, JournalHeader header, string revision, RecordedRollout? recorded = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(header);
        (_world, _header, _recorded, Revision) = (world, header, recorded, revision);
        _longest = controller.LongestEvery;
        RolloutClock calendar = new(header.Origin ?? world.Time.GetUtcNow());
        Moment last = recorded is { Entries: [.., JournalEntry entry] } ? Moment.Later(entry.Observation.At, entry.Decision.At) : Moment.Start;
        _clock = new LiveClock(world.Time, calendar, last);
        _recorder = new LiveRecorder((world.Store, world.Witness), _clock, controller, header.Rollout);
        _calls = new OpenCalls(world.Pipeline(header.Telemetry), new NoHooks(), _clock, _recorder, controller.Measurements);
        _standing = new FollowStanding { Rollout = header.Rollout, Revision = revision, IsOpen = true };
    }

    /// <summary>The version that is tried.</summary>
    public string Revision { get; }

    /// <summary>How it stands; may be read by anybody at any time.</summary>
    public FollowStanding Standing => _standing;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<JournalEntry> Entries => _recorder.Entries;

    /// <summary>Follows the rollout to its end.</summary>
    /// <param name="stop">Asks to stop; the journal stays for whoever goes on.</param>
    /// <returns>How it ended. Nothing throws but a mistake of ours.</returns>
    public async Task<LiveEnd> RunAsync(CancellationToken stop)
    {
        if (await BeginAsync().ConfigureAwait(false) is { } failed)
            return failed;
        while (!stop.IsCancellationRequested)
        {
            await TurnAsync(stop).ConfigureAwait(false);
            if (_recorder.Outcome != RolloutOutcome.Open && _recorder.IsRecorded)
            {
                await _world.Store.EndAsync(CancellationToken.None).ConfigureAwait(false);
                return new LiveEnd(LiveEndKind.Finished, _recorder.Outcome, $"{_recorder.Entries[^1].Sentences[^1]}.");
            }

            await WaitAsync(stop).ConfigureAwait(false);
        }

        await _recorder.TellAsync(FollowMessages.Stops, CancellationToken.None).ConfigureAwait(false);
        await _recorder.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return new LiveEnd(LiveEndKind.Stopped, RolloutOutcome.Open, FollowMessages.Stops.Text);
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private async ValueTask<LiveEnd?> BeginAsync()
    {
        if (_recorded is not null)
        {
            if (_recorder.Replay(_recorded) is { Length: > 0 } misfit)
                return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, LiveMessages.DoesNotFit(_header.Rollout, misfit));
            _seen = LastSeen();
            await _recorder.TellAsync(FollowMessages.FollowsOn(_header.Rollout, _recorder.Entries.Count), CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        if (await _world.Store.BeginAsync(_header, CancellationToken.None).ConfigureAwait(false) is StoreWrite.Failed failed)
            return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, LiveMessages.CannotRecord(failed.Text).Text);
        await _recorder.TellAsync(FollowMessages.Follows(_world.Followed.Name, Revision, _header.Rollout), CancellationToken.None).ConfigureAwait(false);
        await _recorder.BeginAsync(CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    private async ValueTask TurnAsync(CancellationToken stop)
    {
        if (_recorder.RetryAt <= _clock.Now)
            await _recorder.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (_lookAt <= _clock.Now)
            await LookAsync(stop).ConfigureAwait(false);
        do
            _calls.Start();
        while (_recorder.Outcome == RolloutOutcome.Open
            && (await WakeAsync().ConfigureAwait(false) || await _calls.ObserveOneAsync(CancellationToken.None).ConfigureAwait(false)));
        await _recorder.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        Stand();
    }

    private async ValueTask<bool> WakeAsync()
    {
        Moment now = _clock.Now;
        if (_recorder.Work.Wakes.Where(wake => wake.At <= now).OrderBy(wake => wake.At).ToArray() is not [OpenWake due, ..])
            return false;
        await _recorder.ObserveAsync(Observation.MomentReached(due.Id, now), CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private async ValueTask LookAsync(CancellationToken stop)
    {
        FollowedReading reading;
        try
        {
            reading = await _world.Followed.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        _lookAt = _clock.Now + _world.WatchEvery;
        _problem = reading.Problem.Length > 0 ? FollowMessages.Unreadable(reading.Problem).Text : "";
        if (reading.Problem.Length > 0)
            await TellOnceAsync(FollowMessages.Unreadable(reading.Problem)).ConfigureAwait(false);
        if (reading.Problem.Length > 0 || reading.Stage == FollowedStage.Unclear)
            return;
        if (EndOf(reading) is { } word)
        {
            if (IsReplaced(reading))
                await _recorder.TellAsync(FollowMessages.Replaced(reading.Revision), CancellationToken.None).ConfigureAwait(false);
            await _recorder.ObserveAsync(Observation.OperatorSaid(word, _clock.Now), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await SeeAsync(reading).ConfigureAwait(false);
    }

    /// <summary>How the driver has decided; nothing while it has not.</summary>
    private OperatorWord? EndOf(FollowedReading reading) => reading.Stage switch
    {
        _ when IsReplaced(reading) => OperatorWord.Abort,
        FollowedStage.UnderWay => null,
        FollowedStage.Promoted => OperatorWord.Promote,
        _ => OperatorWord.Abort,
    };

    private bool IsReplaced(FollowedReading reading) => Revision.Length > 0 && reading.Revision.Length > 0 && reading.Revision != Revision;

    private async ValueTask SeeAsync(FollowedReading reading)
    {
        if ((reading.Weight ?? _world.Weight ?? _seen) is not { } weight)
        {
            _problem = FollowMessages.WeightUnknown(_world.Followed.Name).Text;
            await TellOnceAsync(FollowMessages.WeightUnknown(_world.Followed.Name)).ConfigureAwait(false);
            return;
        }

        // What hinders again after it has been overcome is told again.
        _told = "";
        if (_seen is { } before && before.CompareTo(weight) == 0)
            return;
        _seen = weight;
        await _recorder.TellAsync(FollowMessages.WeightSeen(weight, reading.Phase), CancellationToken.None).ConfigureAwait(false);
        await _recorder.ObserveAsync(Observation.WeightObserved(weight, _clock.Now), CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask TellOnceAsync(Manifests.Diagnostics.Message message)
    {
        if (message.Text != _told)
            await _recorder.TellAsync(message, CancellationToken.None).ConfigureAwait(false);
        _told = message.Text;
    }

    private async ValueTask WaitAsync(CancellationToken stop)
    {
        Moment next = Moment.Earlier(_lookAt, _recorder.RetryAt);
        foreach (OpenWake wake in _recorder.Work.Wakes)
            next = Moment.Earlier(next, wake.At);
        TimeSpan wait = next > _clock.Now ? next - _clock.Now : TimeSpan.Zero;
        TaskCompletionSource pause = new();
        using ITimer timer = _world.Time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), pause, wait, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration stopped = stop.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), pause);
        await Task.WhenAny([pause.Task, .. _calls.Tasks]).ConfigureAwait(false);
    }

    private TrafficWeight? LastSeen()
    {
        JournalEntry? seen = _recorder.Entries.LastOrDefault(entry => entry.Observation.Kind == ObservationKind.WeightObserved);
        return seen?.Observation.Weight;
    }

    private void Stand()
    {
        JournalEntry? look = _recorder.Entries.LastOrDefault(entry => entry.Verdicts.Length > 0);
        JournalEntry? said = _recorder.Entries.LastOrDefault(entry => entry.Decision.Kind != DecisionKind.None);
        IReadOnlyList<OpenWake> wakes = _recorder.Work.Wakes;
        _standing = new FollowStanding
        {
            Rollout = _header.Rollout,
            Revision = Revision,
            Weight = _seen,
            Decision = said?.Decision,
            Sentences = look is null || look == said ? said?.Sentences ?? [] : [.. look.Sentences.SkipLast(1), .. said?.Sentences.TakeLast(1) ?? []],
            Verdicts = look?.Verdicts.Select(verdict => verdict.Kind).ToArray() is { } kinds ? [.. kinds] : [],
            LookedAt = look is null ? null : _clock.Calendar.InstantOf(look.Observation.At),
            NextAt = wakes.Count == 0 ? null : _clock.Calendar.InstantOf(wakes.Min(wake => wake.At)),
            GoodUntil = look is null ? null : _clock.Calendar.InstantOf(look.Observation.At) + (2 * _longest) + TimeSpan.FromMinutes(1),
            Problem = !_recorder.IsRecorded ? "The journal cannot be written." : _problem,
            At = _clock.Instant,
            IsRecorded = _recorder.IsRecorded,
            IsOpen = _recorder.Outcome == RolloutOutcome.Open,
        };
    }

    private sealed class NoHooks : IHookCaller
    {
        public ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation) => new(new HookReply(false, "nobody calls hooks here"));
    }
}
