using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.Sweeps;

/// <summary>Runs policies in worlds made from three numbers, over a grid of traffic and base error rate around those numbers.</summary>
public static class ValidityMaps
{
    /// <summary>What traffic and error rate are multiplied by.</summary>
    public static ImmutableArray<double> Factors { get; } = [0.1, 0.3, 1, 3, 10];

    /// <summary>
    /// One map a policy; none where a policy cannot be run in the worlds, or where the work was interrupted. Error rates beyond <see
    /// cref="MadeWorlds.LargestErrorRate"/> have no row. Cost: 25
    /// studies of five worlds.
    /// </summary>
    /// <param name="numbers">The numbers in the middle of the grid.</param>
    /// <param name="serving">What carries the traffic; nothing where no file tells.</param>
    /// <param name="policies">The policies; names must differ.</param>
    /// <param name="study">Seed and number of replications; its scenarios are not looked at.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancelled">Ends the work.</param>
    public static ImmutableArray<ValidityMap> Of(
        ServiceNumbers numbers, ServingWorld? serving, ImmutableArray<RolloutPolicy> policies, Study study, int workers, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(study);
        List<ValidityCell>[] cells = [.. policies.Select(_ => new List<ValidityCell>())];
        foreach (double error in Factors.Select(factor => factor * numbers.ErrorRate).Where(error => error <= MadeWorlds.LargestErrorRate).Distinct())
            foreach (double factor in Factors)
            {
                ServiceNumbers own = numbers with { RequestsPerSecond = factor * numbers.RequestsPerSecond, ErrorRate = error };
                if (Run(own, serving, policies, study, workers, cancelled) is not { } row)
                    return [];
                for (int policy = 0; policy < policies.Length; policy++)
                    cells[policy].Add(row[policy]);
            }

        return [.. policies.Select((policy, index) => new ValidityMap(policy.Name, [.. cells[index]]))];
    }

    private static ValidityCell[]? Run(
        ServiceNumbers numbers, ServingWorld? serving, ImmutableArray<RolloutPolicy> policies, Study study, int workers, CancellationToken cancelled)
    {
        List<StudyScenario> scenarios = [];
        foreach (LoadedScenario world in MadeWorlds.Of(numbers, null, serving))
        {
            if (EffectSweeps.Bound(world, policies) is not { } bound)
                return null;
            scenarios.Add(new StudyScenario(world.Facts, [.. bound.Select(pairing => pairing.ForStudy())]));
        }

        StudyResult result = StudyRunner.Run(study with { Scenarios = [.. scenarios] }, workers, null, cancelled);
        return result.Interrupted ? null : [.. policies.Select((_, policy) => Cell(numbers, result, policy))];
    }

    private static ValidityCell Cell(ServiceNumbers numbers, StudyResult result, int policy)
    {
        PolicyTally[] healthy = [.. Tallies(TruthKind.Healthy)];
        PolicyTally[] regressed = [.. Tallies(TruthKind.Regressed)];
        return new ValidityCell(
            numbers.RequestsPerSecond,
            numbers.ErrorRate,
            healthy.Sum(tally => tally.Count - tally.Of(RolloutOutcome.Promoted) - tally.Of(RolloutOutcome.Open)),
            healthy.Sum(tally => tally.Count),
            regressed.Sum(tally => tally.Of(RolloutOutcome.Promoted)),
            regressed.Sum(tally => tally.Count));

        IEnumerable<PolicyTally> Tallies(TruthKind truth) =>
            result.Scenarios.Where(scenario => scenario.Facts.Truth == truth).Select(scenario => scenario.Tallies[policy]);
    }
}
