using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>What a study found.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Maximum">The most replications that were asked for.</param>
/// <param name="Precision">The half-width that was asked for; 0 where none was.</param>
/// <param name="Scenarios">One result a scenario, in the study's order.</param>
public sealed record StudyResult(ulong Seed, long Maximum, double Precision, ImmutableArray<ScenarioResult> Scenarios)
{
    /// <summary>Whether some scenario lacks replications because the study was interrupted.</summary>
    public bool Interrupted => Scenarios.Any(scenario => scenario.Stopped == StopReason.Interrupted);

    /// <summary>Finished rollouts of all scenarios and policies.</summary>
    public long Rollouts => Scenarios.Sum(scenario => scenario.Replications * scenario.Policies.Length);
}
