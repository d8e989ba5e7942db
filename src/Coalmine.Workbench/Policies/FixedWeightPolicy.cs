using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Policies;

/// <summary>Nobody decides: the canary keeps one share of the traffic from the start to the scenario's end. For watching alerts alone.</summary>
/// <param name="weight">The share.</param>
public sealed class FixedWeightPolicy(TrafficWeight weight) : RolloutPolicy
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(36_500);

    private readonly Policy _policy = new()
    {
        Name = $"fixed-{weight.Parts}",
        Plan = new RolloutPlan { Steps = [new PlanStep(weight, Never, 1, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)], Maximum = Never },
        Checks = [],
        SafeBelow = TrafficWeight.All,
    };

    /// <summary>The share.</summary>
    public TrafficWeight Weight => weight;

    /// <inheritdoc/>
    public override string Name => _policy.Name;

    /// <inheritdoc/>
    public override string About => "the canary keeps its share of the traffic; nobody decides";

    /// <inheritdoc/>
    public override string File => "";

    /// <inheritdoc/>
    public override ImmutableArray<string> Files => [];

    /// <inheritdoc/>
    public override ImmutableArray<string> UnsafeSettings => [];

    /// <inheritdoc/>
    public override string Key => ContentKey.Of("fixed", weight);

    /// <inheritdoc/>
    protected override PairingResult Bind(LoadedScenario scenario, Watching? watching)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario = watching is null ? scenario : WatchedWorld.Of(scenario, watching.Watch);
        BoundPolicy bound = BoundPolicy.Bind(_policy, scenario.World.Shape) is PolicyBinding.Bound ready
            ? ready.Policy
            : throw new InvalidOperationException("A plan without checks can always be bound.");
        return new PairingResult.Bound(new Pairing(scenario, this, new NativeWords(bound), Prepare) { Rules = watching?.Rules });

        SimulatedRollout Prepare() =>
            ((RolloutPreparation.Ready)SimulatedRollout.Prepare(scenario.World, new NativeController(bound), [], watching?.Watch)).Rollout;
    }
}
