using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>One arm's counts and the number of requests its confidence sequence is tuned for, fixed before the data.</summary>
/// <param name="Events">Events.</param>
/// <param name="Requests">Requests.</param>
/// <param name="TunedFor">The number of requests at which the sequence is to be narrowest.</param>
public readonly record struct TunedArm(double Events, double Requests, double TunedFor)
{
    /// <summary>The confidence sequence for the arm's rate at error alpha (two-sided).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, alpha is not in (0, 1), or the arm is tuned for a negative number.</exception>
    public Interval Interval(double alpha) =>
        BernoulliConfidenceSequence.Interval(Events, Requests, alpha, BernoulliConfidenceSequence.Concentration(alpha, TunedFor));
}
