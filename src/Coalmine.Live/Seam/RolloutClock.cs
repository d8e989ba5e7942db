using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>Relates the moments of a rollout to the calendar.</summary>
/// <param name="Origin">When the rollout began: its <see cref="Moment.Start"/>.</param>
public readonly record struct RolloutClock(DateTimeOffset Origin)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>The moment of an instant; negative for one before the rollout began.</summary>
    public Moment MomentOf(DateTimeOffset instant) => new((instant - Origin).Ticks * NanosecondsPerTick);

    /// <summary>The instant of a moment, to 100 nanoseconds.</summary>
    public DateTimeOffset InstantOf(Moment moment) => Origin.AddTicks(moment.Nanoseconds / NanosecondsPerTick);
}
