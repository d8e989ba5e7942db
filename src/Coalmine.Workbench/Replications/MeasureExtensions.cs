using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>Reads measures.</summary>
internal static class MeasureExtensions
{
    /// <summary>The value of a measure in one rollout.</summary>
    public static double Of(this Measure measure, in RolloutResult result) => measure switch
    {
        Measure.ExposedRequests => result.ExposedRequests,
        Measure.ExposedUsers => result.ExposedUsers,
        Measure.HurtAnswers => result.HurtAnswers,
        Measure.CanaryRequests => result.CanaryRequests,
        Measure.Duration => result.EndedAt.Seconds,
        Measure.Looks => result.Looks,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
