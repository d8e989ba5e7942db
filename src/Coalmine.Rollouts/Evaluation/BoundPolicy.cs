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
}
