using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// The time of one rollout. It is taken from the calendar once and runs on by elapsed time, so that a wall clock that is set while the rollout runs neither
/// wakes it early nor takes it back; after a restart it never stands before what has been recorded.
/// </summary>
internal sealed class LiveClock
{
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly Moment _beganAt;

    /// <summary>Starts the clock.</summary>
    /// <param name="time">Where time comes from.</param>
    /// <param name="calendar">When the rollout began.</param>
    /// <param name="notBefore">The last recorded moment.</param>
    public LiveClock(TimeProvider time, RolloutClock calendar, Moment notBefore)
    {
        _time = time;
        Calendar = calendar;
        _began = time.GetTimestamp();
        _beganAt = Moment.Later(notBefore, calendar.MomentOf(time.GetUtcNow()));
    }

    /// <summary>Relates moments to the calendar.</summary>
    public RolloutClock Calendar { get; }

    /// <summary>The present moment; never earlier than one that was read before.</summary>
    public Moment Now => _beganAt + _time.GetElapsedTime(_began);

    /// <summary>The present instant, by the rollout's own time.</summary>
    public DateTimeOffset Instant => Calendar.InstantOf(Now);
}
