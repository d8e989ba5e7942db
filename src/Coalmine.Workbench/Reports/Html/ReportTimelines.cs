using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>
/// Chooses the rollouts that a report tells, and runs them again: for every policy the worst false rollback and the worst missed regression, each from the
/// scenario that has
/// most of them, and beside them a usual promotion of a healthy canary and a usual rollback of a regressed one.
/// </summary>
public static class ReportTimelines
{
    /// <summary>Policies whose rollouts are told; a page of more would not be read.</summary>
    public const int MostPolicies = 4;

    /// <summary>The rollouts, policy after policy, the wrong ones first, none twice.</summary>
    /// <param name="study">The study.</param>
    /// <param name="pairing">Runs a policy in a scenario, both by name; nothing where that cannot be had, and then its rollouts are left out.</param>
    public static ImmutableArray<RolloutTrace> Of(StudyResult study, Func<string, string, Pairing?> pairing)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(pairing);
        return
        [
            .. PolicyVerdict.Names(study).Take(MostPolicies)
                .SelectMany(policy => Chosen(study, policy))
                .Distinct()
                .Select(each => pairing(each.Scenario, each.Policy)?.Trace(study.Seed, each.Replication))
                .OfType<RolloutTrace>(),
        ];
    }

    private static IEnumerable<(string Scenario, string Policy, long Replication)> Chosen(StudyResult study, string policy)
    {
        (TruthKind Truth, RolloutOutcome Outcome, bool IsWorst)[] wanted =
        [
            (TruthKind.Healthy, RolloutOutcome.RolledBackOnEvidence, true),
            (TruthKind.Regressed, RolloutOutcome.Promoted, true),
            (TruthKind.Healthy, RolloutOutcome.Promoted, false),
            (TruthKind.Regressed, RolloutOutcome.RolledBackOnEvidence, false),
            (TruthKind.Healthy, RolloutOutcome.RolledBackForWantOfEvidence, false),
        ];
        foreach ((TruthKind truth, RolloutOutcome outcome, bool isWorst) in wanted)
        {
            (ScenarioFacts Facts, PolicyTally Tally)[] having =
            [
                .. from scenario in study.Scenarios
                   where scenario.Facts.Truth == truth
                   from index in Enumerable.Range(0, scenario.Policies.Length)
                   where scenario.Policies[index].Name == policy && scenario.Tallies[index].Of(outcome) > 0
                   select (scenario.Facts, scenario.Tallies[index]),
            ];
            if (having.Length == 0)
                continue;
            (ScenarioFacts facts, PolicyTally tally) = having.MaxBy(each => (double)each.Tally.Of(outcome) / each.Tally.Count);
            yield return (facts.Name, policy, isWorst ? tally.Examples.Worst(outcome) : tally.Examples.First(outcome));
        }
    }
}
