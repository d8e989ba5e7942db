namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>What a mean is tested against.</summary>
/// <param name="IsLimit">A limit for the canary's mean, rather than a ratio to the baseline's.</param>
/// <param name="Value">The limit, or the ratio.</param>
internal readonly record struct MeanTarget(bool IsLimit, double Value);
