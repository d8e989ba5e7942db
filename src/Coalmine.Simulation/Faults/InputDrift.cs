using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// The rows of requests to a learned model change, and with them what it answers and how sure it is. A model is scored anew for each strength, so a ramp is
/// taken in tenths: the strength is the nearest tenth of what a straight line would give. It needs arms with a <see cref="ScoredModel"/> and moves no other.
/// </summary>
/// <param name="Name">The name that files use.</param>
/// <param name="Change">What happens to the rows.</param>
/// <param name="On">Which models are given the changed rows.</param>
/// <param name="Timing">When.</param>
public sealed record InputDrift(string Name, InputChange Change, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <summary>Steps of a ramp.</summary>
    public const int Steps = 10;

    /// <inheritdoc/>
    public override string Name { get; } = Name;

    /// <summary>The step that the change has reached, from 0 to <see cref="Steps"/>.</summary>
    public int StepAt(Moment at)
    {
        if (Timing.StrengthAt(at) is var strength && strength is 0 or 1)
            return strength == 0 ? 0 : Steps;
        long age = (at.SinceStart - Timing.Onset).Ticks;
        if (Timing.ComesAgain)
            age %= Timing.Every.Ticks;

        // In whole ticks, so that a step is taken exactly at the moment that TurnsBefore names.
        return (int)(((Int128)2 * Steps * age + Timing.Ramp.Ticks) / ((Int128)2 * Timing.Ramp.Ticks));
    }

    /// <inheritdoc/>
    public override double StrengthAt(Moment at, TimeSpan podAge) => (double)StepAt(at) / Steps;

    /// <inheritdoc/>
    public override IEnumerable<TimeSpan> TurnsBefore(TimeSpan end)
    {
        foreach (TimeSpan turn in Timing.TurnsBefore(end))
            yield return turn;
        if (Timing.Ramp == TimeSpan.Zero)
            yield break;
        for (TimeSpan begin = Timing.Onset; begin < end; begin += Timing.Every)
        {
            for (int step = 1; step <= Steps; step++)
            {
                Int128 length = (2 * Steps) - 1 + ((Int128)(2 * step - 1) * Timing.Ramp.Ticks);
                TimeSpan reached = new((long)(length / (2 * Steps)));
                if (reached < Timing.Duration && reached < end - begin)
                    yield return begin + reached;
            }

            if (Timing.Every >= end - begin)
                yield break;
        }
    }

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) => before;
}
