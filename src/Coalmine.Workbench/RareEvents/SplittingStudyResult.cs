using System.Collections.Immutable;

namespace Coalmine.Workbench.RareEvents;

/// <summary>What a study of rare rollbacks found.</summary>
/// <param name="Study">What was asked.</param>
/// <param name="Scenarios">One result a scenario, in the study's order.</param>
public sealed record SplittingStudyResult(SplittingStudy Study, ImmutableArray<SplittingScenario> Scenarios)
{
    /// <summary>Whether some pair lacks repetitions because the study was interrupted.</summary>
    public bool Interrupted => Scenarios.Any(scenario => scenario.Estimates.Any(estimate => estimate.Interrupted));

    /// <summary>Rollouts played, those of the pilots too.</summary>
    public long Played => Scenarios.Sum(scenario => scenario.Estimates.Sum(estimate => estimate.Played));
}
