using Coalmine.Statistics.Functions;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>A one-sided error probability with its normal quantile, which intervals need at every look.</summary>
/// <param name="Alpha">The probability, in (0, 1).</param>
/// <param name="Z">The upper normal quantile.</param>
internal readonly record struct Level(double Alpha, double Z)
{
    /// <summary>A level.</summary>
    public static Level Of(double alpha) => new(alpha, NormalDistribution.UpperQuantile(alpha));
}
