using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Faults;

/// <summary>When a fault works.</summary>
/// <param name="Onset">When it begins.</param>
/// <param name="Ramp">How long it takes to full strength, in a straight line; zero for at once.</param>
/// <param name="Duration">How long it lasts from the onset; <see cref="TimeSpan.MaxValue"/> for ever.</param>
public readonly record struct FaultTiming(TimeSpan Onset, TimeSpan Ramp, TimeSpan Duration)
{
    /// <summary>From the start, at full strength, for ever.</summary>
    public static FaultTiming Always { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue);

    /// <summary>Strength at a moment, from 0 to 1.</summary>
    public double StrengthAt(Moment moment)
    {
        TimeSpan age = moment.SinceStart - Onset;
        if (age < TimeSpan.Zero || age >= Duration)
            return 0;
        return Ramp == TimeSpan.Zero || age >= Ramp ? 1 : age / Ramp;
    }
}
