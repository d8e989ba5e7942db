namespace Coalmine.Notebooks;

/// <summary>One operating characteristic of one policy in one scenario, for tables of one's own.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Measure">What is measured, by the name that files use: <c>error.falseRollback</c>.</param>
/// <param name="Estimate">The estimate: shares from 0 to 1, times in seconds; where it is known only to lie beyond the horizon, the horizon.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end of the 95 % interval.</param>
/// <param name="Text">Estimate and interval as tables write them: <c>12.3 % [10.4–14.5]</c>.</param>
public sealed record Measured(string Scenario, string Policy, string Measure, double Estimate, double Lower, double Upper, string Text);
