using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Metrics;

/// <summary>A query that the world's telemetry cannot answer at any time. Such a rollout is refused: an empty vector would look like missing data.</summary>
/// <param name="Check">Index of the check that asks it.</param>
/// <param name="Arm">The arm it asks about.</param>
/// <param name="Query">The query's text; empty where there is none to ask.</param>
/// <param name="Message">One sentence: what was asked, why nothing can answer, and what can be asked.</param>
public sealed record UnboundQuery(int Check, Arm Arm, string Query, string Message);
