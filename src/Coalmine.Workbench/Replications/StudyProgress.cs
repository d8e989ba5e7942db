namespace Coalmine.Workbench.Replications;

/// <summary>How far a study has come.</summary>
/// <param name="Scenario">The scenario that has just come further.</param>
/// <param name="ScenarioReplications">Its finished replications.</param>
/// <param name="Finished">Rollouts finished in the whole study.</param>
/// <param name="Expected">Rollouts of the whole study if no further scenario stops early; shrinks when one does.</param>
public sealed record StudyProgress(string Scenario, long ScenarioReplications, long Finished, long Expected);
