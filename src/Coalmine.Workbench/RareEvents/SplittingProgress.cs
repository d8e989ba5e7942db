namespace Coalmine.Workbench.RareEvents;

/// <summary>How far a study of rare rollbacks has come.</summary>
/// <param name="Scenario">The scenario under way.</param>
/// <param name="Policy">The policy under way.</param>
/// <param name="Finished">Finished repetitions of the whole study.</param>
/// <param name="Expected">All repetitions of the whole study.</param>
public sealed record SplittingProgress(string Scenario, string Policy, int Finished, int Expected);
