namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>What a comparison of values tests: the canary's less <paramref name="Difference"/> against <paramref name="Ratio"/> times the baseline's.</summary>
/// <param name="Ratio">1 for differences.</param>
/// <param name="Difference">0 for ratios; in the direction of the values.</param>
/// <param name="HigherIsWorse">Whether a larger value of the canary is harm.</param>
internal readonly record struct LookMargin(double Ratio, double Difference, bool HigherIsWorse);
