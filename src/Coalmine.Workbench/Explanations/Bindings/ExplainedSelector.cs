using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;

namespace Coalmine.Workbench.Explanations.Bindings;

/// <summary>What one selector asks, and whom.</summary>
/// <param name="Place">Where it stands in the file.</param>
/// <param name="Written">The selector, conditions in order.</param>
/// <param name="Family">The metric; of a histogram its name without the suffix.</param>
/// <param name="Platform">Who exposes the metric.</param>
public sealed record ExplainedSelector(TextPosition Place, string Written, string Family, string Platform)
{
    /// <summary>What the metric measures.</summary>
    public required MetricRole Role { get; init; }

    /// <summary>Which part of the metric is asked.</summary>
    public required SeriesPart Part { get; init; }

    /// <summary>Whose series are named.</summary>
    public required ArmSide Arm { get; init; }

    /// <summary>Which requests they count.</summary>
    public required RequestOutcome Outcome { get; init; }

    /// <summary>The finite bounds of the histogram's buckets in seconds, rising; empty for what is none.</summary>
    public ImmutableArray<double> BoundsSeconds { get; init; } = [];
}
