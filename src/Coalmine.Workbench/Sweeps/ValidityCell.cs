namespace Coalmine.Workbench.Sweeps;

/// <summary>One cell of a validity map.</summary>
/// <param name="RequestsPerSecond">The traffic.</param>
/// <param name="ErrorRate">The baseline's error rate, from 0 to 1.</param>
/// <param name="FalseRollbacks">Rollouts of healthy canaries that were rolled back, for whatever reason.</param>
/// <param name="Healthy">Rollouts of healthy canaries.</param>
/// <param name="Missed">Rollouts of regressed canaries that were promoted.</param>
/// <param name="Regressed">Rollouts of regressed canaries, as many of each kind.</param>
public readonly record struct ValidityCell(double RequestsPerSecond, double ErrorRate, long FalseRollbacks, long Healthy, long Missed, long Regressed);
