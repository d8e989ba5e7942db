using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Policies;

/// <summary>A policy of our own.</summary>
/// <param name="file">The policy with the places of its checks.</param>
public sealed class NativePolicy(PolicyFile file) : RolloutPolicy
{
    /// <inheritdoc/>
    public override string Name => file.Policy.Name;

    /// <inheritdoc/>
    public override string About => file.Policy.About;

    /// <inheritdoc/>
    public override string File => file.File;

    /// <inheritdoc/>
    public override ImmutableArray<string> UnsafeSettings { get; } = Reports.UnsafeSettings.Of(file.Policy);

    /// <summary>The policy with the places of its checks.</summary>
    public PolicyFile Source => file;

    /// <inheritdoc/>
    public override (string File, TextPosition Position)? PlaceOf(int check) =>
        check >= 0 && check < file.CheckPositions.Length ? (file.File, file.CheckPositions[check]) : null;

    /// <inheritdoc/>
    public override ImmutableArray<int> ChecksOnAffected(LoadedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ImmutableArray<Check> checks = file.Policy.Checks;
        return [.. Enumerable.Range(0, checks.Length).Where(check =>
            checks[check].Metric is not Metric.Query && scenario.World.Effects.AffectedFrom(checks[check]) is not null)];
    }

    /// <inheritdoc/>
    public override string Key => ContentKey.Of("native", file.Policy with { Name = "", About = "" });

    /// <inheritdoc/>
    protected override PairingResult Bind(LoadedScenario scenario, Watching? watching)
    {
        scenario = watching is null ? scenario : WatchedWorld.Of(scenario, watching.Watch);
        switch (BoundPolicy.Bind(file.Policy, scenario.World.Shape))
        {
            case PolicyBinding.Refused refused:
                return new PairingResult.WrongPolicy([.. refused.Problems.Select(file.Locate)]);
            case PolicyBinding.Bound bound:
                return Prepare(scenario, bound.Policy, watching) is RolloutPreparation.Refused unbound
                    ? new PairingResult.NotFaithful([.. unbound.Queries.Select(query => file.Locate(Problem(query)))])
                    : new PairingResult.Bound(Pair(scenario, bound.Policy, watching));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private Pairing Pair(LoadedScenario scenario, BoundPolicy bound, Watching? watching) =>
        new(scenario, this, new NativeWords(bound), () => ((RolloutPreparation.Ready)Prepare(scenario, bound, watching)).Rollout)
        {
            Rules = watching?.Rules,
            Native = bound,
            Progress = scenario.World.Engine == EngineKind.Binned ? HarmProgress.Of(bound) : null,
        };

    private static BindingProblem Problem(UnboundQuery query) => new(query.Check, query.Message);

    private RolloutPreparation Prepare(LoadedScenario scenario, BoundPolicy bound, Watching? watching) =>
        SimulatedRollout.Prepare(scenario.World, new NativeController(bound), file.Policy.Checks, watching?.Watch);
}
