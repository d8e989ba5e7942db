using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Steps the controller and keeps the journal: an entry is on disk before anything that it asks for is carried out. Where the journal cannot be written, lines
/// wait, and nothing is carried out meanwhile but taking traffic away.
/// </summary>
/// <param name="world">The store and the witness.</param>
/// <param name="clock">The rollout's time.</param>
/// <param name="controller">Decides.</param>
/// <param name="rollout">Identity of the rollout.</param>
internal sealed class LiveRecorder(
    (IRolloutStore Store, IRolloutWitness Witness) world, LiveClock clock, IRolloutController controller, string rollout)
{
    private const string OrderMark = "operator: ";
    private static readonly TimeSpan FlushRetry = TimeSpan.FromSeconds(5);

    private readonly RolloutJournal _journal = new(controller.Words);
    private readonly List<JournalLine> _waiting = [];
    private readonly HashSet<string> _ordersTaken = new(StringComparer.Ordinal);
    private readonly int[] _podsRecorded = new int[2];
    private RolloutState _state;
    private long _stepsBefore;
    private string _lastFailure = "";

    /// <summary>What is left to do.</summary>
    public OpenWork Work { get; } = new(rollout);

    /// <summary>The pods' numbers.</summary>
    public PodRegister Pods { get; } = new();

    /// <summary>How the rollout stands; open before its first step, where the lease may be lost already.</summary>
    public RolloutOutcome Outcome => Steps > 0 ? _state.Outcome : RolloutOutcome.Open;

    /// <summary>What binds snapshots to the policy; none are taken without it.</summary>
    public string PolicyHash { get; set; } = "";

    /// <summary>How many steps have been made, by this process and those before it.</summary>
    public long Steps => _stepsBefore + _journal.Entries.Count;

    /// <summary>The steps so far, or since the snapshot that this process has begun with.</summary>
    public IReadOnlyList<JournalEntry> Entries => _journal.Entries;

    /// <summary>Whether every step is on disk.</summary>
    public bool IsRecorded { get; private set; } = true;

    /// <summary>When lines that wait are tried again; never while none waits.</summary>
    public Moment RetryAt { get; private set; } = Moment.Never;

    /// <summary>Why this driver must stop: another one writes the same record. Empty while it need not.</summary>
    public string SupersededBy { get; private set; } = "";

    /// <summary>Begins the rollout.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellation)
    {
        Keep(Begin(Moment.Start));
        await RecordedAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Rebuilds the state of a rollout by asking the controller again.</summary>
    /// <param name="recorded">What the journal tells.</param>
    /// <returns>Why the journal does not fit this controller; empty where it does.</returns>
    public string Replay(RecordedRollout recorded)
    {
        if (recorded.FirstEntry != 0 && Load(recorded.Lines) is { Length: > 0 } refused)
            return refused;
        foreach (JournalLine line in recorded.Lines)
        {
            if (line is JournalLine.Step step && Misfit(step) is { Length: > 0 } misfit)
                return misfit;
            if (line is JournalLine.Pod pod && Pods.NumberOf(pod.Arm, pod.Name) != pod.Number)
                return FormattableString.Invariant($"pod {pod.Name} has number {pod.Number} there, out of order");
            if (line is JournalLine.Done done)
                Work.Finish(done.Entry, done.Effect);
            if (line is JournalLine.Note { Text: string text } && text.StartsWith(OrderMark, StringComparison.Ordinal))
                _ordersTaken.Add(text[OrderMark.Length..]);
        }

        foreach (Arm arm in Enum.GetValues<Arm>())
            _podsRecorded[(int)arm] = Pods.Names(arm).Length;
        return Steps == 0 ? "it holds no step" : "";
    }

    /// <summary>Gives the controller an observation and records what it says. Nothing of it has been carried out when this returns.</summary>
    public async ValueTask ObserveAsync(Observation observation, CancellationToken cancellation)
    {
        KeepPods();
        KeepSnapshot();
        Keep(Step(observation.Kept()));
        await RecordedAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes an operator's order, once.</summary>
    /// <returns>Whether it is a new one.</returns>
    public async ValueTask<bool> TakeOrderAsync(OperatorOrder order, CancellationToken cancellation)
    {
        if (!_ordersTaken.Add(order.Id))
            return false;
        await world.Witness.ToldAsync(clock.Instant, LiveMessages.OperatorSays(order.Id), cancellation).ConfigureAwait(false);
        _waiting.Add(new JournalLine.Note(clock.Now, OrderMark + order.Id));
        await ObserveAsync(Observation.OperatorSaid(order.Word, clock.Now), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>A change of the target is done, or given up.</summary>
    public void Finish(TrafficDuty duty, string result)
    {
        Work.Finish(duty.Entry, duty.Index);
        KeepDone(duty, result);
    }

    /// <summary>Tells people something, and notes it down.</summary>
    public async ValueTask TellAsync(Message message, CancellationToken cancellation)
    {
        _waiting.Add(new JournalLine.Note(clock.Now, $"{message.Id} {message.Text}"));
        await world.Witness.ToldAsync(clock.Instant, message, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes what waits to be written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0)
            return;
        ImmutableArray<JournalLine> lines = [.. _waiting];
        StoreWrite write = await world.Store.AppendAsync(lines, cancellation).ConfigureAwait(false);
        switch (write)
        {
            case StoreWrite.Kept:
                _waiting.Clear();
                (IsRecorded, RetryAt, _lastFailure) = (true, Moment.Never, "");
                break;
            case StoreWrite.Failed failed:
                RetryAt = clock.Now + FlushRetry;
                if (failed.Text == _lastFailure)
                    break;
                _lastFailure = failed.Text;
                await world.Witness.ToldAsync(clock.Instant, LiveMessages.CannotRecord(failed.Text), cancellation).ConfigureAwait(false);
                break;
            case StoreWrite.Superseded superseded:
                SupersededBy = superseded.Text;
                break;
            default:
                throw new InvalidOperationException("Unreachable: the union is closed.");
        }
    }

    private JournalEntry Begin(Moment at)
    {
        Transition transition = controller.Begin(controller.CreateMemory(), at);
        _journal.Add(default, transition);
        _state = transition.State;
        return _journal.Entries[^1];
    }

    private JournalEntry Step(in Observation observation)
    {
        Transition transition = controller.Step(_state, observation);
        _journal.Add(observation, transition);
        _state = transition.State;
        return _journal.Entries[^1];
    }

    private string Misfit(JournalLine.Step recorded)
    {
        JournalEntry again = recorded.Number == 0 ? Begin(recorded.Entry.Decision.At) : Step(recorded.Entry.Observation);
        if (!again.SaysTheSameAs(recorded.Entry))
            return FormattableString.Invariant(
                $"entry {recorded.Number} says \"{recorded.Entry.Sentences[^1]}\", and this build and policy say \"{again.Sentences[^1]}\"");
        Work.Take(recorded.Number, again);
        return "";
    }

    private string Load(ImmutableArray<JournalLine> lines)
    {
        if (lines is not [JournalLine.Snapshot snapshot, JournalLine.Pending pending, ..])
            return "it begins in the middle, and not with a snapshot";
        if (controller is not NativeController native || WorkMemory.Read(snapshot.Driver) is not { } memory || !Work.TryLoad(pending.Effects, memory))
            return "what its snapshot says of the driver is not read by this build";
        SnapshotLoading loading = RolloutSnapshot.Load(native, PolicyHash, Convert.FromBase64String(snapshot.State));
        if (loading is not SnapshotLoading.Loaded loaded)
            return $"its snapshot is refused: {((SnapshotLoading.Refused)loading).Reason}";
        (_state, _stepsBefore) = (loaded.State, snapshot.Steps);
        return "";
    }

    // Lines that wait are before it in the journal, and what they tell is in it.
    private void KeepSnapshot()
    {
        bool isWanted = world.Store.WantsSnapshot && PolicyHash.Length > 0 && !_waiting.Exists(line => line is JournalLine.Snapshot);
        if (!isWanted || controller is not NativeController native)
            return;
        string state = Convert.ToBase64String(RolloutSnapshot.Save(native, PolicyHash, _state));
        (ImmutableArray<PendingEffect> open, WorkMemory memory) = Work.Save();
        _waiting.Add(new JournalLine.Snapshot(Steps, clock.Now, state, memory.Write()));
        _waiting.Add(new JournalLine.Pending(open));
        foreach (Arm arm in Enum.GetValues<Arm>())
            _waiting.AddRange(Pods.Names(arm).Take(_podsRecorded[(int)arm]).Select((name, pod) => new JournalLine.Pod(arm, pod, name)));
        _waiting.AddRange(_ordersTaken.Select(order => new JournalLine.Note(clock.Now, OrderMark + order)));
    }

    private void Keep(JournalEntry entry)
    {
        long number = Steps - 1;
        _waiting.Add(new JournalLine.Step(number, entry));
        foreach (TrafficDuty duty in Work.Take(number, entry))
            KeepDone(duty, LiveMessages.SupersededBy(number));
        IsRecorded = false;
    }

    // A weight that is restored is no effect of its entry: whoever goes on with the journal restores it once more, which changes nothing.
    private void KeepDone(TrafficDuty duty, string result)
    {
        if (!duty.IsRestored)
            _waiting.Add(new JournalLine.Done(duty.Entry, duty.Index, result));
    }

    private void KeepPods()
    {
        foreach (Arm arm in Enum.GetValues<Arm>())
        {
            ImmutableArray<string> names = Pods.Names(arm);
            for (int pod = _podsRecorded[(int)arm]; pod < names.Length; pod++)
                _waiting.Add(new JournalLine.Pod(arm, pod, names[pod]));
            _podsRecorded[(int)arm] = names.Length;
        }
    }

    private async ValueTask RecordedAsync(CancellationToken cancellation)
    {
        long number = Steps - 1;
        await FlushAsync(cancellation).ConfigureAwait(false);
        await world.Witness.SteppedAsync(number, _journal.Entries[^1], cancellation).ConfigureAwait(false);
    }
}
