namespace Coalmine.Workbench.Explanations;

/// <summary>The probability of a rollback where every check fails with the same probability, independently of the others.</summary>
/// <param name="CheckFails">Probability that the checks of one tick fail, from 0 to 1.</param>
/// <param name="RolledBack">Probability that the rollout is rolled back, from 0 to 1.</param>
public readonly record struct RollbackChance(double CheckFails, double RolledBack);
