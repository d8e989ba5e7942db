using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Looks at the target and tells the controller what it needs to know: the weight at the routers, the pods, and that somebody else has been there.
/// </summary>
/// <param name="world">The target and the lease.</param>
/// <param name="rules">How long things may take.</param>
/// <param name="clock">The rollout's time.</param>
/// <param name="recorder">Steps the controller.</param>
internal sealed class TargetWatch(LiveWorld world, LiveRules rules, LiveClock clock, LiveRecorder recorder)
{
    private string _lastProblem = "";
    private string _lastDriver = "";
    private Moment _toldOf = Moment.Never;

    /// <summary>Why this driver must stop; empty while it need not.</summary>
    public string SupersededBy { get; private set; } = "";

    /// <summary>The record that the rollout goes on with; nothing for a new one. The target could perhaps not be read when it was taken up.</summary>
    public RecordedRollout? Recorded { get; init; }

    /// <summary>The target as it was last seen; nothing before the first look.</summary>
    public TrafficReading? LastReading { get; private set; }

    /// <summary>Looks once.</summary>
    public async ValueTask LookAsync(CancellationToken cancellation)
    {
        TrafficReading reading = await world.Traffic.ReadAsync(cancellation).ConfigureAwait(false);
        if (reading.Problem.Length > 0)
        {
            if (reading.Problem != _lastProblem)
                await recorder.TellAsync(reading.IsMissing ? LiveMessages.Missing(reading.Problem) : LiveMessages.Unreadable(reading.Problem), cancellation)
                    .ConfigureAwait(false);
            _lastProblem = reading.Problem;
            return;
        }

        (_lastProblem, LastReading) = ("", reading);
        if (reading.Fence > world.Lease.Fence)
        {
            SupersededBy = FormattableString.Invariant($"The target bears number {reading.Fence}, ours is {world.Lease.Fence}.");
            return;
        }

        if (LiveDriver.IsUnknown(reading, Work.Rollout, recorder.Steps) || (Recorded is { } own && LiveDriver.IsOfAnother(reading, own)))
        {
            SupersededBy = LiveMessages.OlderThanTarget(reading.LastChange);
            return;
        }

        await NoticeOthersAsync(reading, cancellation).ConfigureAwait(false);
        await ObserveWeightAsync(reading, cancellation).ConfigureAwait(false);
        await ObservePodsAsync(reading, cancellation).ConfigureAwait(false);
    }

    private OpenWork Work => recorder.Work;

    private async ValueTask NoticeOthersAsync(TrafficReading reading, CancellationToken cancellation)
    {
        bool isNewDriver = reading.OtherDriver.Length > 0 && reading.OtherDriver != _lastDriver;
        _lastDriver = reading.OtherDriver;

        // While a change is not known to be done, the target may bear either weight.
        bool isEdited = Work.Duties.Count == 0 && !Work.IsEdited && Work.DecidedAt is null
            && Work.Written is { } written && written.CompareTo(reading.Weight) != 0;
        if (isNewDriver)
            await recorder.TellAsync(LiveMessages.OtherDriver(reading.OtherDriver), cancellation).ConfigureAwait(false);
        if (isEdited)
            await recorder.TellAsync(LiveMessages.EditedBySomebodyElse(reading.Weight, ""), cancellation).ConfigureAwait(false);
        if (!isNewDriver && !isEdited)
            return;
        Work.IsEdited = true;
        if (Work.DecidedAt is null)
            await recorder.ObserveAsync(Observation.OperatorSaid(OperatorWord.Pause, clock.Now), cancellation).ConfigureAwait(false);
    }

    private async ValueTask ObserveWeightAsync(TrafficReading reading, CancellationToken cancellation)
    {
        if (Work.IsRouted || Work.Asked is not { } asked || Work.Duties.Any(duty => duty.Effect.Kind == EffectKind.SetWeight))
            return;
        if (reading.Routed is { } routed && routed.CompareTo(asked) == 0)
        {
            await recorder.ObserveAsync(Observation.WeightObserved(routed, clock.Now), cancellation).ConfigureAwait(false);
            return;
        }

        TimeSpan since = clock.Now - Work.AskedAt;
        if (since < rules.RoutedWithin || _toldOf == Work.AskedAt)
            return;
        _toldOf = Work.AskedAt;
        bool isRollback = asked.Parts == 0 && recorder.Outcome is not (RolloutOutcome.Open or RolloutOutcome.Promoted);
        await recorder.TellAsync(isRollback ? LiveMessages.NotTakenAway(since) : LiveMessages.NotRouted(asked, since), cancellation).ConfigureAwait(false);
    }

    private async ValueTask ObservePodsAsync(TrafficReading reading, CancellationToken cancellation)
    {
        // After a rollback nobody asks for pods any more.
        if (recorder.Outcome is not (RolloutOutcome.Open or RolloutOutcome.Promoted) || Work.IsWoundUp)
            return;
        foreach ((Arm arm, WorkloadCount pods) in new[] { (Arm.Baseline, reading.Baseline), (Arm.Canary, reading.Canary) })
            if (pods != default && pods != Work.Workload(arm))
                await recorder.ObserveAsync(Observation.WorkloadObserved(arm, pods, clock.Now), cancellation).ConfigureAwait(false);
    }
}
