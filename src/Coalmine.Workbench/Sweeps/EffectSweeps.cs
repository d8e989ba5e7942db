using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Sweeps;

/// <summary>Runs a scenario at several sizes of what goes wrong in it, with the same seed at each, so that the sizes meet the same traffic.</summary>
public static class EffectSweeps
{
    /// <summary>The sizes: none, below, as it stands, and above.</summary>
    public static ImmutableArray<double> Sizes { get; } = [0, 0.25, 0.5, 0.75, 1, 1.5, 2];

    /// <summary>
    /// The sweep of a scenario; nothing where a fault of it has no size, where a policy cannot be run in it, or where the work was interrupted. Cost: as
    /// many studies as there
    /// are <see cref="Sizes"/>.
    /// </summary>
    /// <param name="scenario">A scenario with a fault.</param>
    /// <param name="policies">The policies; names must differ.</param>
    /// <param name="study">Seed and number of replications; its scenarios are not looked at.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancelled">Ends the work.</param>
    public static EffectSweep? Of(
        LoadedScenario scenario, ImmutableArray<RolloutPolicy> policies, Study study, int workers, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(study);
        ImmutableArray<EffectSize>.Builder sizes = ImmutableArray.CreateBuilder<EffectSize>();
        foreach (double factor in Sizes)
        {
            if (FaultScaling.Of(scenario, factor) is not { } scaled || Bound(scaled, policies) is not { } bound)
                return null;
            StudyResult result = StudyRunner.Run(
                study with { Scenarios = [new StudyScenario(scaled.Facts, [.. bound.Select(pairing => pairing.ForStudy())])] }, workers, null, cancelled);
            if (result.Interrupted)
                return null;
            ScenarioResult only = result.Scenarios[0];
            sizes.Add(new EffectSize(
                factor, EffectLines.Summary(scaled.World.Effects), only.Replications,
                [.. only.Tallies.Select(tally => tally.Of(RolloutOutcome.RolledBackOnEvidence))]));
        }

        return new EffectSweep(scenario.Facts.Name, [.. policies.Select(policy => policy.Name)], sizes.ToImmutable());
    }

    /// <summary>Every policy in a scenario; nothing where one of them cannot be run in it.</summary>
    internal static ImmutableArray<Pairing>? Bound(LoadedScenario scenario, ImmutableArray<RolloutPolicy> policies)
    {
        ImmutableArray<Pairing> bound = [.. policies.Select(policy => policy.Bind(scenario)).OfType<PairingResult.Bound>().Select(each => each.Pairing)];
        return bound.Length == policies.Length ? bound : null;
    }
}
