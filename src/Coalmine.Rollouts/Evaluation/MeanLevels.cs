namespace Coalmine.Rollouts.Evaluation;

/// <summary>The thresholds of a check of a mean; the sequential ones or the fixed-sample ones count, by the check's method.</summary>
/// <param name="Guarantee">What is promised.</param>
/// <param name="LogHarmThreshold">ln of the e-value that speaks for harm.</param>
/// <param name="LogSafetyThreshold">ln of the e-value that passes.</param>
/// <param name="HarmZ">Normal quantile for harm.</param>
/// <param name="SafetyZ">Normal quantile for safety.</param>
internal readonly record struct MeanLevels(Guarantee Guarantee, double LogHarmThreshold, double LogSafetyThreshold, double HarmZ, double SafetyZ);
