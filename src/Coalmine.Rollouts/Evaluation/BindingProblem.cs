namespace Coalmine.Rollouts.Evaluation;

/// <summary>Why a check cannot be asked of a metrics pipeline, with the ways out.</summary>
/// <param name="Check">Index of the check in the policy.</param>
/// <param name="Message">One sentence: what was read, why it cannot be judged, and what to write instead.</param>
public sealed record BindingProblem(int Check, string Message);
