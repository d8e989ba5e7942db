using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// An experiment step (<c>RolloutExperimentStep</c>). Its pods are not simulated: they count as available at once, and the analyses measure what their
/// queries see.
/// </summary>
public sealed record ExperimentSpec
{
    /// <summary>Names of the templates whose pods are run.</summary>
    public ImmutableArray<string> Templates { get; init; } = [];

    /// <summary>How long the pods run, in whole seconds; null until every analysis that is required for completion has succeeded.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The analyses.</summary>
    public ImmutableArray<ExperimentAnalysis> Analyses { get; init; } = [];
}
