using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.PrometheusRules;

namespace Coalmine.Manifests.Imports;

/// <content>What decides, and what it asks.</content>
public abstract partial record Manifest
{
    /// <summary>A Rollout of Argo.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record Rollout(RolloutManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary =>
            $"{Source.Kind} with {Read.Spec.Canary.Steps.Length} {(Read.Spec.Canary.Steps.Length == 1 ? "step" : "steps")} and "
            + $"{Read.Analyses.Length} {(Read.Analyses.Length == 1 ? "analysis" : "analyses")}";
    }

    /// <summary>An AnalysisTemplate or ClusterAnalysisTemplate of Argo.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record Analysis(AnalysisTemplateManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} with {Read.Metrics.Length} metrics";
    }

    /// <summary>A Canary of Flagger.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record Canary(CanaryManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} of {Read.Spec.Target} with {Read.Metrics.Length} metrics";
    }

    /// <summary>A MetricTemplate of Flagger.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record MetricTemplate(MetricTemplateManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} for {Read.ProviderType}";
    }

    /// <summary>An AlertProvider of Flagger.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record AlertProvider(AlertProviderManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} for {Read.Type}";
    }

    /// <summary>A PrometheusRule, or a rule file of Prometheus.</summary>
    /// <param name="Read">What it says.</param>
    public sealed record Rules(RuleFileManifest Read) : Manifest(Read.Origin)
    {
        /// <inheritdoc/>
        public override string Summary => $"{(Read.IsObject ? Source.Kind : "rule file")} with {Read.Groups.Sum(group => group.Rules.Length)} rules";
    }
}
