using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// One metric of an analysis as the manifest writes it: nothing is resolved, parsed or checked yet, since Argo itself accepts anything here and only finds
/// out when the run starts (pkg/apis/rollouts/v1alpha1/analysis_types.go). Absent limits are null.
/// </summary>
public sealed record MetricSpec
{
    /// <summary>The name; must be unique in a run.</summary>
    public required string Name { get; init; }

    /// <summary>Go duration from the end of one measurement to the start of the next; null or empty for none.</summary>
    public string? Interval { get; init; }

    /// <summary>Go duration from the run's start to the first measurement; null or empty for none.</summary>
    public string? InitialDelay { get; init; }

    /// <summary>Measurements other than errors to take. Absent or 0: one without an interval, no end with one.</summary>
    public IntOrText? Count { get; init; }

    /// <summary>Condition for success; empty for none.</summary>
    public string SuccessCondition { get; init; } = "";

    /// <summary>Condition for failure; empty for none.</summary>
    public string FailureCondition { get; init; } = "";

    /// <summary>Failed measurements tolerated in the whole run; absent is 0, -1 means any number.</summary>
    public IntOrText? FailureLimit { get; init; }

    /// <summary>Inconclusive measurements tolerated in the whole run; absent is 0.</summary>
    public IntOrText? InconclusiveLimit { get; init; }

    /// <summary>Errors in a row tolerated; absent is 4.</summary>
    public IntOrText? ConsecutiveErrorLimit { get; init; }

    /// <summary>Successes in a row that are enough; absent or 0 for off.</summary>
    public IntOrText? ConsecutiveSuccessLimit { get; init; }

    /// <summary>Where measurements come from. A valid metric has exactly one.</summary>
    public ImmutableArray<MetricProvider> Providers { get; init; } = [];
}
