using System.Collections.Immutable;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>An analysis that a Rollout asks for, with the templates that it names.</summary>
/// <param name="Kind">Where it runs.</param>
/// <param name="Step">The step that it stands in, from 0; for one in the background the step it starts at.</param>
/// <param name="Place">Where it stands: its keys.</param>
/// <param name="Templates">The templates that it names, in order.</param>
/// <param name="Given">The arguments that it gives, whether a template declares them or not.</param>
/// <param name="Spec">What runs: templates merged, arguments with their values.</param>
public sealed record AnalysisUse(
    AnalysisUseKind Kind, int Step, ManifestPlace Place, ImmutableArray<TemplateUse> Templates, ImmutableArray<AnalysisArgument> Given, AnalysisSpec Spec)
{
    /// <summary>The metrics of the templates found, those of nested templates included, with their places.</summary>
    public IEnumerable<WrittenMetric> Metrics => Templates.SelectMany(template => template.All).SelectMany(manifest => manifest.Metrics);
}
