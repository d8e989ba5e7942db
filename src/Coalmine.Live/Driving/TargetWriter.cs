using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Carries changes of the target out, one after the other, and decides nothing: what cannot be done now is tried again, what somebody else has changed is left
/// alone, and a rollback goes before everything else and is never given up.
/// </summary>
/// <param name="world">The target and the lease.</param>
/// <param name="rules">How long to wait.</param>
/// <param name="clock">The rollout's time.</param>
/// <param name="recorder">Keeps what becomes of the changes.</param>
internal sealed class TargetWriter(LiveWorld world, LiveRules rules, LiveClock clock, LiveRecorder recorder)
{
    /// <summary>Why this driver must stop; empty while it need not.</summary>
    public string SupersededBy { get; private set; } = "";

    /// <summary>When the target was last changed; nothing before the first time.</summary>
    public Moment? ChangedAt { get; private set; }

    /// <summary>The weight that the target bore when the rollout began, for the first change.</summary>
    public TrafficWeight? Met { get; set; }

    /// <summary>When the next try is due; never where none is. Only the first change is tried, and of a rollback also giving the version up.</summary>
    public Moment NextTry => recorder.Work.Duties.OrderByDescending(duty => duty.IsRollback)
        .Where((duty, place) => place == 0 || duty is { IsRollback: true, Effect.Kind: EffectKind.Abort })
        .Where(IsAllowed).Select(duty => duty.NotBefore).DefaultIfEmpty(Moment.Never).Min();

    /// <summary>Carries out what is due.</summary>
    public async ValueTask CarryOutAsync(CancellationToken cancellation)
    {
        bool isBlocked = false;
        bool isRollbackBlocked = false;
        foreach (TrafficDuty duty in recorder.Work.Duties.OrderByDescending(duty => duty.IsRollback).ToArray())
        {
            if (SupersededBy.Length > 0 || !recorder.Work.Duties.Contains(duty))
                continue;

            // The changes of a plan stand in an order, and so do those of a rollback: only giving the version up does not wait for the traffic to be taken
            // away, since it does that as well.
            bool waits = duty.IsRollback ? isRollbackBlocked && duty.Effect.Kind != EffectKind.Abort : isBlocked || isRollbackBlocked;
            if (waits)
                continue;
            bool isDone = IsAllowed(duty) && duty.NotBefore <= clock.Now && await TryAsync(duty, cancellation).ConfigureAwait(false);
            isBlocked |= !isDone && !duty.IsRollback;
            isRollbackBlocked |= !isDone && duty.IsRollback;
        }
    }

    private bool IsAllowed(TrafficDuty duty) => !duty.IsHeldBack && (recorder.IsRecorded || duty.IsRollback);

    private async ValueTask<bool> TryAsync(TrafficDuty duty, CancellationToken cancellation)
    {
        if (!world.Lease.IsHeld)
        {
            SupersededBy = "The lease has run out.";
            return false;
        }

        TrafficWrite answer = await WriteAsync(duty, cancellation).ConfigureAwait(false);
        switch (answer)
        {
            case TrafficWrite.Applied applied:
                ChangedAt = clock.Now;
                recorder.Finish(duty, $"applied, version {applied.ResourceVersion}");
                await recorder.TellAsync(LiveMessages.Done(DutyWords.Of(duty.Effect), applied.Difference), cancellation).ConfigureAwait(false);

                // Before the next change: the target bears the name of the last one only.
                await recorder.FlushAsync(cancellation).ConfigureAwait(false);
                return true;
            case TrafficWrite.EditedBySomebodyElse edited:
                await LeaveAloneAsync(duty, edited, cancellation).ConfigureAwait(false);
                return false;
            case TrafficWrite.Fenced fenced:
                SupersededBy = FormattableString.Invariant($"The target bears number {fenced.Fence}, ours is {world.Lease.Fence}.");
                return false;
            case TrafficWrite.Unavailable unavailable:
                TimeSpan wait = Longer(BackOff(duty.Failures), unavailable.After ?? TimeSpan.Zero);
                await PostponeAsync(duty, wait, unavailable.Text, isRefused: false, cancellation).ConfigureAwait(false);
                return false;
            case TrafficWrite.Refused refused when duty.Effect.Kind == EffectKind.Scale || duty.Effect is { Kind: EffectKind.Mirror, On: false }:
                recorder.Finish(duty, LiveMessages.NotDone(refused.Text));
                await recorder.TellAsync(LiveMessages.GivenUp(DutyWords.Of(duty.Effect), refused.Text), cancellation).ConfigureAwait(false);
                return true;
            case TrafficWrite.Refused refused:
                await PostponeAsync(duty, rules.RetryAtMost, refused.Text, isRefused: true, cancellation).ConfigureAwait(false);
                return false;
            default:
                throw new InvalidOperationException("Unreachable: the union is closed.");
        }
    }

    private ValueTask<TrafficWrite> WriteAsync(TrafficDuty duty, CancellationToken cancellation)
    {
        // An operator has seen what is there, and a rollback takes the traffic away whatever is there. What an operator saw who let the rollout go on is not
        // in the journal: whoever goes on with it asks again where the target bears neither that step's weight nor the one before.
        TrafficWeight? expected = duty.IsRollback || (duty.IsOrdered && !duty.IsResumed) ? null : duty.Seen ?? recorder.Work.Written ?? Met;
        TrafficOrder order = new(recorder.Work.Rollout, duty.Entry, duty.Index, world.Lease.Fence, expected, DryRun: false);
        return DutyWrites.SendAsync(world.Traffic, duty.Effect, order, cancellation);
    }

    private async ValueTask LeaveAloneAsync(TrafficDuty duty, TrafficWrite.EditedBySomebodyElse edited, CancellationToken cancellation)
    {
        // After the decision nobody can resume: whoever undoes the edit lets the rollout go on.
        bool isDecided = recorder.Work.DecidedAt is not null;
        recorder.Work.Postpone(duty with { IsHeldBack = !isDecided, NotBefore = clock.Now + rules.RetryAtMost });
        if (recorder.Work.IsEdited)
            return;
        recorder.Work.IsEdited = true;
        await recorder.TellAsync(LiveMessages.EditedBySomebodyElse(edited.Found, edited.Text), cancellation).ConfigureAwait(false);
        if (!isDecided)
            await recorder.ObserveAsync(Observation.OperatorSaid(OperatorWord.Pause, clock.Now), cancellation).ConfigureAwait(false);
    }

    private async ValueTask PostponeAsync(TrafficDuty duty, TimeSpan wait, string problem, bool isRefused, CancellationToken cancellation)
    {
        recorder.Work.Postpone(duty with { Failures = duty.Failures + 1, NotBefore = clock.Now + wait, LastProblem = problem });
        string what = DutyWords.Of(duty.Effect);
        Message message = duty.TakesTrafficAway ? LiveMessages.RollbackHindered(what, problem)
            : isRefused ? LiveMessages.Refused(what, problem)
            : LiveMessages.Unavailable(what, problem);
        if (problem != duty.LastProblem || duty.TakesTrafficAway)
            await recorder.TellAsync(message, cancellation).ConfigureAwait(false);
    }

    private TimeSpan BackOff(int failures)
    {
        const int MostDoublings = 16;
        TimeSpan wait = rules.RetryFirst * Math.Pow(2, Math.Min(failures, MostDoublings));
        return wait < rules.RetryAtMost ? wait : rules.RetryAtMost;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
