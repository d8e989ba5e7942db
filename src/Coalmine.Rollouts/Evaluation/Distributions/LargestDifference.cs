namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>Where two distribution functions are furthest apart.</summary>
/// <param name="Value">
/// The difference as a share: the baseline's function less the canary's, below 0 where more of the canary's values lie within every bound; its size where both
/// directions count.
/// </param>
/// <param name="At">The bucket bound.</param>
internal readonly record struct LargestDifference(double Value, double At);
