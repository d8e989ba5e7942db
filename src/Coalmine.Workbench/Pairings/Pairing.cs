using System.Collections.Immutable;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.RareEvents;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Pairings;

/// <summary>A policy bound to the telemetry of a scenario: it can be simulated.</summary>
public sealed class Pairing
{
    private readonly LoadedScenario _scenario;
    private readonly PolicyFile _policy;
    private readonly BoundPolicy _bound;

    private Pairing(LoadedScenario scenario, PolicyFile policy, BoundPolicy bound)
    {
        _scenario = scenario;
        _policy = policy;
        _bound = bound;
        UnsafeSettings = Reports.UnsafeSettings.Of(policy.Policy);
    }

    /// <summary>Settings of the policy that let missing data pass.</summary>
    public ImmutableArray<string> UnsafeSettings { get; }

    /// <summary>Binds a policy to a scenario.</summary>
    public static PairingResult Bind(LoadedScenario scenario, PolicyFile policy)
    {
        switch (BoundPolicy.Bind(policy.Policy, scenario.World.Shape))
        {
            case PolicyBinding.Refused refused:
                return new PairingResult.WrongPolicy([.. refused.Problems.Select(policy.Locate)]);
            case PolicyBinding.Bound bound:
                Pairing pairing = new(scenario, policy, bound.Policy);
                return pairing.Prepare() is RolloutPreparation.Refused unbound
                    ? new PairingResult.NotFaithful([.. unbound.Queries.Select(query => policy.Locate(Problem(query)))])
                    : new PairingResult.Bound(pairing);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The policy as a part of a study.</summary>
    public StudyPolicy ForStudy() => new(_policy.Policy.Name, UnsafeSettings, () => new Source(PrepareOne()))
    {
        PrepareSplitting = _scenario.World.Engine == EngineKind.Binned && HarmProgress.Of(_bound) is { } progress
            ? () => new RolloutSplitting(PrepareOne(), progress)
            : null,
    };

    /// <summary>What is known of a replication before it runs.</summary>
    public TraceHeading Heading(ulong seed, long replication) =>
        new(_scenario.Facts, _policy.Policy.Name, _policy.Policy.About, UnsafeSettings, seed, replication);

    /// <summary>Runs one replication and writes everything down.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="follower">Is told what happens while it runs; nobody unless given. The result does not depend on it.</param>
    /// <param name="recorders">Look on; the result does not depend on them.</param>
    public RolloutTrace Trace(ulong seed, long replication, ITraceFollower? follower = null, params ReadOnlySpan<IRolloutRecorder> recorders)
    {
        TraceRecorder recorder = new(new NativeWords(_bound), follower);
        RolloutResult result = PrepareOne().Run(seed, replication, recorders.IsEmpty ? recorder : new SeveralRecorders([recorder, .. recorders]));
        return new RolloutTrace
        {
            Scenario = _scenario.Facts,
            Effects = EffectLines.Of(_scenario.World),
            Policy = _policy.Policy.Name,
            PolicyAbout = _policy.Policy.About,
            Checks = [.. _policy.Policy.Checks.Select(check => check.Name)],
            UnsafeSettings = UnsafeSettings,
            Seed = seed,
            Events = recorder.Events,
            Result = result,
        };
    }

    private static BindingProblem Problem(UnboundQuery query) => new(query.Check, query.Message);

    private RolloutPreparation Prepare() => SimulatedRollout.Prepare(_scenario.World, new NativeController(_bound), _policy.Policy.Checks);

    private SimulatedRollout PrepareOne() => ((RolloutPreparation.Ready)Prepare()).Rollout;

    private sealed class Source(SimulatedRollout rollout) : IRolloutSource
    {
        public RolloutResult Run(ulong seed, long replication) => rollout.Run(seed, replication);
    }
}
