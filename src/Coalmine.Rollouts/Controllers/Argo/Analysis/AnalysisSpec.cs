using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>What an analysis measures, as a template or a run writes it (pkg/apis/rollouts/v1alpha1/analysis_types.go); nothing is checked yet.</summary>
public sealed record AnalysisSpec
{
    /// <summary>The metrics, in order.</summary>
    public ImmutableArray<MetricSpec> Metrics { get; init; } = [];

    /// <summary>The arguments, with values or defaults.</summary>
    public ImmutableArray<AnalysisArgument> Arguments { get; init; } = [];

    /// <summary>Unanchored regular expressions over the names of metrics whose result must not matter.</summary>
    public ImmutableArray<string> DryRun { get; init; } = [];

    /// <summary>How many measurements are kept; 10 without a rule.</summary>
    public ImmutableArray<RetentionRule> MeasurementRetention { get; init; } = [];
}
