using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Observing;

/// <summary>
/// Waits for a rollout of somebody else, follows it to its end, and, where it is to, waits for the next. A journal that an earlier process has left is gone on
/// with when the same version is still being tried; otherwise it is put aside.
/// </summary>
/// <param name="world">What is read.</param>
/// <param name="planner">Makes what judges.</param>
public sealed class Follower(FollowWorld world, IFollowPlanner planner)
{
    private static readonly TimeSpan PlanAgain = TimeSpan.FromSeconds(15);
    private volatile FollowedRollout? _rollout;
    private volatile string _problem = "";
    private long _turnedAt;

    /// <summary>How the rollout stands, or that there is none.</summary>
    public FollowStanding Standing => _rollout?.Standing is { IsOpen: true } standing
        ? standing
        : new FollowStanding { Problem = _problem.Length > 0 ? _problem : FollowMessages.Waits(world.Followed.Name).Text, At = TurnedAt };

    private DateTimeOffset? TurnedAt => Interlocked.Read(ref _turnedAt) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>What is followed.</summary>
    public IFollowed Followed => world.Followed;

    /// <summary>Follows one rollout to its end.</summary>
    /// <param name="stop">Asks to stop.</param>
    public Task<LiveEnd> FollowOneAsync(CancellationToken stop) => FollowAsync(isPatient: false, stop);

    /// <summary>Follows one rollout after the other until it is asked to stop. What hinders judging is told and tried again.</summary>
    public async Task<LiveEnd> FollowAllAsync(CancellationToken stop)
    {
        while (true)
        {
            LiveEnd end = await FollowAsync(isPatient: true, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
                return end;
            if (end.Kind == LiveEndKind.NotDriven)
                await PauseAsync(PlanAgain, stop).ConfigureAwait(false);
        }
    }

    private async Task<LiveEnd> FollowAsync(bool isPatient, CancellationToken stop)
    {
        try
        {
            FollowedReading met = await WaitForOneAsync(stop).ConfigureAwait(false);
            (LivePlanning plan, RecordedRollout? recorded) = await PlanAsync(met, stop).ConfigureAwait(false);
            while (plan is LivePlanning.Refused refused)
            {
                string problems = string.Join('\n', refused.Problems);
                if (!isPatient)
                    return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, problems);
                if (_problem != problems)
                    await TellAsync(FollowMessages.CannotJudge(problems)).ConfigureAwait(false);
                _problem = problems;
                await PauseAsync(PlanAgain, stop).ConfigureAwait(false);
                met = await WaitForOneAsync(stop).ConfigureAwait(false);
                (plan, recorded) = await PlanAsync(met, stop).ConfigureAwait(false);
            }

            LivePlanning.Ready ready = (LivePlanning.Ready)plan;
            using FollowedRollout rollout = new(world, (FollowingController)ready.Controller, ready.Header, met.Revision, recorded);
            (_rollout, _problem) = (rollout, "");
            LiveEnd end = await rollout.RunAsync(stop).ConfigureAwait(false);
            if (end.Kind != LiveEndKind.NotDriven)
                return end;

            // A record of another build: the rollout is judged anew from here on.
            _problem = end.Text;
            await PutAsideAsync(ready.Header.Rollout, end.Text).ConfigureAwait(false);
            return end;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new LiveEnd(LiveEndKind.Stopped, RolloutOutcome.Open, FollowMessages.Stops.Text);
        }
    }

    private async ValueTask<FollowedReading> WaitForOneAsync(CancellationToken stop)
    {
        string told = "";
        while (true)
        {
            Interlocked.Exchange(ref _turnedAt, world.Time.GetUtcNow().UtcTicks);
            FollowedReading reading = await world.Followed.ReadAsync(stop).ConfigureAwait(false);
            if (reading is { Problem.Length: 0, Stage: FollowedStage.UnderWay })
                return reading;
            Message message = reading.Problem.Length > 0 ? FollowMessages.Unreadable(reading.Problem) : FollowMessages.Waits(world.Followed.Name);
            _problem = message.Text;
            if (told != message.Text)
                await TellAsync(message).ConfigureAwait(false);
            told = message.Text;
            await PauseAsync(world.WatchEvery, stop).ConfigureAwait(false);
        }
    }

    private async ValueTask<(LivePlanning Plan, RecordedRollout? Recorded)> PlanAsync(FollowedReading met, CancellationToken stop)
    {
        StoredRollout stored = await world.Store.LoadAsync(stop).ConfigureAwait(false);
        if (stored is StoredRollout.Unreadable unreadable)
            return (new LivePlanning.Refused([$"The journal cannot be read: {unreadable.Text}. Put it aside to judge anew."]), null);
        if (stored is not StoredRollout.Kept kept)
            return (await planner.BeginAsync(met.Revision, stop).ConfigureAwait(false), null);
        JournalHeader header = kept.Rollout.Header;
        bool isSame = header.Options.GetValueOrDefault(IFollowPlanner.Revision, "") == met.Revision;
        LivePlanning again = planner.GoOn(header);
        if (isSame && again is LivePlanning.Ready)
            return (again, kept.Rollout);
        string why = again is LivePlanning.Refused refused ? refused.Problems[0] : "another version is tried by now";
        await PutAsideAsync(header.Rollout, why).ConfigureAwait(false);
        return (await planner.BeginAsync(met.Revision, stop).ConfigureAwait(false), null);
    }

    private async ValueTask PutAsideAsync(string rollout, string why)
    {
        await TellAsync(FollowMessages.PutAside(rollout, why)).ConfigureAwait(false);
        await world.Store.EndAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private ValueTask TellAsync(Message message) => world.Witness.ToldAsync(world.Time.GetUtcNow(), message, CancellationToken.None);

    private Task PauseAsync(TimeSpan length, CancellationToken stop) => Task.Delay(length, world.Time, stop);
}
