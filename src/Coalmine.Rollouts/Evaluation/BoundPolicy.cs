using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>A policy whose checks have been bound to what a metrics pipeline can tell: bucket indices found, margins made real, queries listed.</summary>
public sealed class BoundPolicy
{
    internal BoundPolicy(Policy policy, TelemetryShape telemetry, MeasurementPlan measurements)
    {
        Policy = policy;
        Telemetry = telemetry;
        Measurements = measurements;
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>What it was bound to.</summary>
    public TelemetryShape Telemetry { get; }

    /// <summary>What a shell must bring at each look.</summary>
    public MeasurementPlan Measurements { get; }

    /// <summary>What each check asks about a share, in the policy's order; nothing where it asks about none (means, distributions, queries).</summary>
    public ImmutableArray<ShareQuestion?> Questions => [.. Checks.Select(check => ShareQuestion.Of(check.Share))];

    /// <summary>The checks in the policy's order.</summary>
    internal ImmutableArray<BoundCheck> Checks { get; init; } = [];

    /// <summary>The shares whose dispersion is followed.</summary>
    internal ImmutableArray<ShareDefinition> Dispersions { get; init; } = [];

    /// <summary>How the policy's risk is spent.</summary>
    internal SequentialRisk Risk { get; init; }

    /// <summary>Checks whose evidence of harm is weighed together.</summary>
    internal int EvidenceChecks { get; init; }

    /// <summary>Checks for one planned look.</summary>
    internal int FixedChecks { get; init; }

    /// <summary>Whether p-values of fixed-sample checks are adjusted together.</summary>
    internal bool AdjustsP { get; init; }

    /// <summary>Whether some method's units are windows.</summary>
    internal bool KeepsWindows { get; init; }

    /// <summary>Index of the request counter among the needed counters; -1 where nothing counts requests.</summary>
    internal int RequestsNeed { get; init; }

    /// <summary>Binds a policy to a metrics pipeline.</summary>
    public static PolicyBinding Bind(Policy policy, TelemetryShape telemetry) => new PolicyBinder(policy, telemetry).Bind();

    internal EvidenceLedger CreateLedger() => new(Measurements.Counters, Dispersions, KeepsWindows);
}
