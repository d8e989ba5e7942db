using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Faults;

/// <summary>When a fault works.</summary>
/// <param name="Onset">When it begins.</param>
/// <param name="Ramp">How long it takes to full strength, in a straight line; zero for at once. A fault that comes again rises again each time.</param>
/// <param name="Duration">How long it lasts from the onset; <see cref="TimeSpan.MaxValue"/> for ever.</param>
/// <param name="Every">
/// Time from one beginning to the next, for a fault that comes and goes; longer than the duration. <see cref="TimeSpan.MaxValue"/> for a fault that comes once.
/// </param>
public readonly record struct FaultTiming(TimeSpan Onset, TimeSpan Ramp, TimeSpan Duration, TimeSpan Every)
{
    /// <summary>A fault that comes once.</summary>
    public FaultTiming(TimeSpan onset, TimeSpan ramp, TimeSpan duration)
        : this(onset, ramp, duration, TimeSpan.MaxValue)
    {
    }

    /// <summary>From the start, at full strength, for ever.</summary>
    public static FaultTiming Always { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue);

    /// <summary>Whether it comes again and again.</summary>
    public bool ComesAgain => Every != TimeSpan.MaxValue;

    /// <summary>Strength at a moment, from 0 to 1.</summary>
    public double StrengthAt(Moment moment)
    {
        TimeSpan age = moment.SinceStart - Onset;
        if (age < TimeSpan.Zero)
            return 0;
        if (ComesAgain)
            age = TimeSpan.FromTicks(age.Ticks % Every.Ticks);
        if (age >= Duration)
            return 0;
        return Ramp == TimeSpan.Zero || age >= Ramp ? 1 : age / Ramp;
    }

    /// <summary>The moments before an end, as time since the start, at which it begins, reaches full strength, or ends; in no order.</summary>
    public IEnumerable<TimeSpan> TurnsBefore(TimeSpan end)
    {
        TimeSpan begin = Onset;
        while (begin < end)
        {
            TimeSpan left = end - begin;
            yield return begin;
            if (Ramp < left && Ramp < Duration)
                yield return begin + Ramp;
            if (Duration < left)
                yield return begin + Duration;
            if (Every >= left)
                yield break;
            begin += Every;
        }
    }
}
