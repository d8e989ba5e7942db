using System.Globalization;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Begins a rollout or goes on with one that an earlier process has left. Where there is a record that cannot be gone on with, or none although the target
/// bears a weight of ours, the canary's traffic is taken away; a target that bears nothing of ours is not touched.
/// </summary>
/// <param name="world">Everything that is read and written.</param>
/// <param name="rules">How to deal with the world.</param>
/// <param name="planner">Makes the controller.</param>
/// <param name="name">What is rolled out: identities of its rollouts begin with it.</param>
public sealed class LiveDriver(LiveWorld world, LiveRules rules, ILivePlanner planner, string name)
{
    /// <summary>The rollout that is driven; nothing before it has begun.</summary>
    public LiveRollout? Rollout { get; private set; }

    /// <summary>
    /// The least number of a driver that may have written since this process was started (<see cref="DriverStart.OthersFrom"/>). Where one has brought a
    /// rollout to its end meanwhile, none is begun after it: it would be a second one of the same canary. Without it, nobody else has.
    /// </summary>
    public long OthersFrom { get; init; } = long.MaxValue;

    /// <summary>Drives to the end.</summary>
    /// <param name="stop">Asks to stop.</param>
    public async Task<LiveEnd> DriveAsync(CancellationToken stop)
    {
        StoredRollout stored = await world.Store.LoadAsync(stop).ConfigureAwait(false);
        TrafficReading target = await world.Traffic.ReadAsync(stop).ConfigureAwait(false);
        switch (stored)
        {
            case StoredRollout.Kept kept:
                if (planner.GoOn(kept.Rollout.Header) is not LivePlanning.Ready again)
                {
                    string why = LiveMessages.DoesNotFit(kept.Rollout.Header.Rollout, "its policy cannot be read by this build");
                    return await LeaveAsync(target, why, stop).ConfigureAwait(false);
                }

                bool isForked = IsUnknown(target, kept.Rollout.Header.Rollout, kept.Rollout.Steps) || IsOfAnother(target, kept.Rollout);
                if (target.Problem.Length == 0 && isForked)
                    return await LeaveAsync(target, LiveMessages.OlderThanTarget(target.LastChange), stop).ConfigureAwait(false);
                LiveEnd end = await RunAsync(new LiveRollout(world, rules, again.Controller, again.Header, kept.Rollout), stop).ConfigureAwait(false);
                return end.Kind == LiveEndKind.NotDriven ? await LeaveAsync(target, end.Text, stop).ConfigureAwait(false) : end;
            case StoredRollout.Unreadable unreadable:
                return await LeaveAsync(target, $"The journal cannot be read: {unreadable.Text}.", stop).ConfigureAwait(false);
            default:
                return await BeginAsync(target, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The identity of the rollout of ours that a target bears; empty where it bears none of ours.</summary>
    internal static (string Rollout, long Entry) BornBy(TrafficReading target, string name)
    {
        int slash = target.LastChange.LastIndexOf('/');
        if (slash < 0 || !target.LastChange.StartsWith($"{name}-", StringComparison.Ordinal))
            return ("", 0);
        string entry = target.LastChange[(slash + 1)..].Split('.')[0];
        return (target.LastChange[..slash], long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0);
    }

    /// <summary>
    /// Whether a target bears a change of a rollout that its journal has no entry for: another pod has gone on, and its journal has not come here.
    /// </summary>
    internal static bool IsUnknown(TrafficReading target, string rollout, long entries)
    {
        (string born, long entry) = BornBy(target, rollout[..Math.Max(0, rollout.LastIndexOf('-'))]);
        return born == rollout && entry >= entries;
    }

    /// <summary>
    /// Whether a target bears a change under a number that is another one's in this journal: two pods have gone on from the same place, or one without a
    /// journal has taken the traffic away, and what this journal tells from there on is not what was done.
    /// </summary>
    internal static bool IsOfAnother(TrafficReading target, RecordedRollout own)
    {
        string rollout = own.Header.Rollout;
        (string born, long number) = BornBy(target, rollout[..Math.Max(0, rollout.LastIndexOf('-'))]);
        long at = number - own.FirstEntry;
        string place = target.LastChange[(target.LastChange.LastIndexOf('.') + 1)..].TrimEnd('+');
        if (born != rollout || at < 0 || at >= own.Entries.Length || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int effect))
            return false;
        JournalEntry entry = own.Entries[(int)at];
        if (effect < entry.Effects.Length)
            return entry.Effects[effect].Kind is not (EffectKind.SetWeight or EffectKind.Scale or EffectKind.Mirror or EffectKind.Promote or EffectKind.Abort);

        // What is asked for once more bears a number behind the entry's own effects.
        return entry.Observation is not { Kind: ObservationKind.OperatorSaid, Word: OperatorWord.Resume }
            && !entry.Effects.Any(asked => asked.Kind == EffectKind.SetWeight);
    }

    private async Task<LiveEnd> RunAsync(LiveRollout rollout, CancellationToken stop)
    {
        Rollout = rollout;
        return await rollout.RunAsync(stop).ConfigureAwait(false);
    }

    private async Task<LiveEnd> BeginAsync(TrafficReading target, CancellationToken stop)
    {
        if (target.Problem.Length > 0)
            return NotDriven(target.IsMissing ? LiveMessages.Missing(target.Problem).Text : $"Cannot look at the target: {target.Problem}");
        if (target.Weight.Parts > 0 && BornBy(target, name).Rollout.Length > 0)
            return await LeaveAsync(target, "The target bears a weight of an earlier rollout of ours, of which there is no journal.", stop)
                .ConfigureAwait(false);
        if (target.Fence >= OthersFrom && BornBy(target, name).Rollout is { Length: > 0 } ended)
            return NotDriven(LiveMessages.EndedByAnother(ended));
        if (target.OtherDriver.Length > 0)
            return NotDriven($"Something else steers the target: {target.OtherDriver}.");
        return await planner.BeginAsync(stop).ConfigureAwait(false) switch
        {
            LivePlanning.Ready ready when await RefusalAsync(ready, stop).ConfigureAwait(false) is { Length: > 0 } refusal =>
                NotDriven($"The target does not take the plan's first change, and was not touched: {refusal}"),
            LivePlanning.Ready ready => await BeginAsync(ready, target, stop).ConfigureAwait(false),
            LivePlanning.Refused refused => NotDriven(string.Join('\n', refused.Problems)),
            _ => throw new InvalidOperationException("Unreachable: the union is closed."),
        };
    }

    // The first look may have shown an old state (of an API server that lags behind), in which a rollout without a journal is not to be seen. The check of the
    // first change was made on the newest, and nothing older than that is read after it.
    private async Task<LiveEnd> BeginAsync(LivePlanning.Ready ready, TrafficReading met, CancellationToken stop)
    {
        TrafficReading now = await DriverStart.ReadAsync(world.Traffic, rules, world.Time, stop).ConfigureAwait(false);
        bool isAsMet = now.Problem.Length == 0 && now.LastChange == met.LastChange && now.Weight.CompareTo(met.Weight) == 0;
        return isAsMet
            ? await RunAsync(new LiveRollout(world, rules, ready.Controller, ready.Header), stop).ConfigureAwait(false)
            : await BeginAsync(now, stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Has the first change checked, so that no rollout begins without a canary to give traffic to: one that has ended takes it away, and whatever restarts a
    /// process that has ended would begin another.
    /// </summary>
    private async ValueTask<string> RefusalAsync(LivePlanning.Ready ready, CancellationToken stop)
    {
        Effect[] effects = [.. ready.Controller.Begin(ready.Controller.CreateMemory(), Moment.Start).Effects];
        for (int place = 0; place < effects.Length; place++)
        {
            if (effects[place].Kind is not (EffectKind.SetWeight or EffectKind.Mirror))
                continue;
            TrafficOrder order = new(ready.Header.Rollout, 0, place, world.Lease.Fence, null, DryRun: true);
            TrafficWrite answer = await DutyWrites.SendAsync(world.Traffic, effects[place], order, stop).ConfigureAwait(false);
            return answer is TrafficWrite.Refused refused ? refused.Text : "";
        }

        return "";
    }

    /// <summary>Takes the canary's traffic away where it is ours to take, since nobody can decide about it any more.</summary>
    private async Task<LiveEnd> LeaveAsync(TrafficReading target, string why, CancellationToken stop)
    {
        (string rollout, long entry) = BornBy(target, name);
        if (rollout.Length == 0)
            return NotDriven($"{why} The target bears nothing of ours and was not touched.");
        if (target.Weight.Parts == 0)
            return NotDriven($"{why} The canary has no traffic; nothing was touched. Put the journal aside to begin anew.");
        for (int place = 0; place < 2; place++)
        {
            TrafficOrder order = new(rollout, entry + 1, place, world.Lease.Fence, null, DryRun: false);
            string problem;
            while ((problem = await TakeAwayAsync(order, stop).ConfigureAwait(false)).Length > 0)
            {
                if (stop.IsCancellationRequested || !world.Lease.IsHeld)
                    return NotDriven($"{why} THE CANARY STILL HAS ITS TRAFFIC: {problem}");
                await world.Witness.ToldAsync(world.Time.GetUtcNow(), LiveMessages.RollbackHindered("take the canary's traffic away", problem), stop)
                    .ConfigureAwait(false);
                await Pause.ForAsync(rules.RetryAtMost, world.Time, stop).ConfigureAwait(false);
            }
        }

        return new LiveEnd(
            LiveEndKind.NotDriven, RolloutOutcome.RolledBackForWantOfEvidence,
            $"{why} Nobody can decide about the canary any more: its traffic was taken away. Put the journal aside to begin anew.");
    }

    private async ValueTask<string> TakeAwayAsync(TrafficOrder order, CancellationToken stop)
    {
        TrafficWrite write = order.Effect == 0
            ? await world.Traffic.SetWeightAsync(order, TrafficWeight.None, stop).ConfigureAwait(false)
            : await world.Traffic.AbortAsync(order, stop).ConfigureAwait(false);
        return write switch
        {
            TrafficWrite.Applied => "",
            TrafficWrite.Unavailable unavailable => unavailable.Text,
            TrafficWrite.Refused refused when order.Effect == 0 => refused.Text,
            TrafficWrite.Fenced => "another driver has the target",

            // The traffic is gone; what cannot be given up is left.
            _ => "",
        };
    }

    private static LiveEnd NotDriven(string text) => new(LiveEndKind.NotDriven, RolloutOutcome.Open, text);
}
