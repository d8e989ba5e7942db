namespace Coalmine.Workbench.Tuning;

/// <summary>How far a tuning run has come.</summary>
/// <param name="Phase">What it does now.</param>
/// <param name="Finished">Rollouts so far.</param>
/// <param name="Expected">Rollouts of the whole run, at most.</param>
public sealed record TuningProgress(string Phase, long Finished, long Expected);
