using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.PrometheusRules;

/// <summary>Groups of rules: a PrometheusRule object, or a plain rule file of Prometheus.</summary>
/// <param name="Origin">The document.</param>
/// <param name="IsObject">Whether it is a PrometheusRule; else a rule file.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Diagnostics">What was said while it was read.</param>
public sealed record RuleFileManifest(KubernetesObject Origin, bool IsObject, ImmutableArray<RuleGroupManifest> Groups, ImmutableArray<Diagnostic> Diagnostics);
