namespace Coalmine.Rollouts.Evaluation;

/// <summary>The verdicts of a look, taken together.</summary>
/// <param name="Failing">Index of the check that failed, the largest contributor first; -1 where none did.</param>
/// <param name="HasNoData">Whether some check got no data, or its query failed.</param>
/// <param name="AllPass">Whether every check passes.</param>
internal readonly record struct LookSummary(int Failing, bool HasNoData, bool AllPass);
