using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Workloads;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Argo;

/// <summary>A Rollout as a file says it, with the templates of its set.</summary>
/// <param name="Origin">The object.</param>
/// <param name="Strategy">Which strategy it writes.</param>
/// <param name="Spec">What it says, as far as it decides; without a canary strategy its canary has no steps.</param>
/// <param name="Analyses">Its analyses: the background one first, then those of the steps in order.</param>
/// <param name="Arms">The names of its arms: services, subsets, hashes; its own name stands for both.</param>
/// <param name="Diagnostics">What was said while it was read. An error means that the API server or Argo refuses it (InvalidSpec).</param>
public sealed record RolloutManifest(
    KubernetesObject Origin,
    ArgoStrategyKind Strategy,
    ArgoRolloutSpec Spec,
    ImmutableArray<AnalysisUse> Analyses,
    ArmNames Arms,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What stands for the hash of the canary's pod template (<c>podTemplateHashValue: Latest</c>), which only a cluster knows.</summary>
    public const string LatestHash = "latest";

    /// <summary>What stands for the hash of the stable pod template (<c>podTemplateHashValue: Stable</c>).</summary>
    public const string StableHash = "stable";

    /// <summary>The autoscaler that scales it; nothing where the files have none.</summary>
    public ScalerManifest? Scaler { get; init; }

    /// <summary>The Deployment that <c>workloadRef</c> names; nothing where it names none, or the files do not have it.</summary>
    public PodCount? Workload { get; init; }

    /// <summary>
    /// What it says, with the replicas that its autoscaler lets it have at the start. Argo writes 1 where <c>replicas</c> is absent, whatever the Deployment of
    /// <c>workloadRef</c> has (rollout/controller.go, <c>syncHandler</c>), so that an autoscaler may change it; one of 0 replicas is left alone.
    /// </summary>
    public ArgoRolloutSpec Running => Scaler is null || Spec.Replicas <= 0 ? Spec : Spec with { Replicas = Scaler.Within(Spec.Replicas) };

    /// <summary>Where the number of pods at the start is written: by the autoscaler where its limits decide, else by the Rollout.</summary>
    public ManifestPlace ReplicasAt => Running.Replicas != Spec.Replicas ? Scaler!.LeastAt
        : Origin.Place["spec"]["replicas"] is { Exists: true } replicas ? replicas : Canary;

    /// <summary>The files that it is read from: its own first, then those of its templates and of its autoscaler.</summary>
    public ImmutableArray<ManifestFile> Files =>
    [
        .. new[] { Origin }
            .Concat(Analyses.SelectMany(use => use.Templates).SelectMany(template => template.All).Select(template => template.Origin))
            .Concat(Scaler is null ? [] : [Scaler.Origin])
            .Select(found => found.File).Distinct(),
    ];

    /// <summary>The places of its steps, in order.</summary>
    public ImmutableArray<ManifestPlace> Steps => [.. Canary["steps"].Items];

    /// <summary>The place of its canary strategy.</summary>
    public ManifestPlace Canary => Origin.Place["spec"]["strategy"]["canary"];

    /// <summary>Whether Argo would run it.</summary>
    public bool IsAccepted => !Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>
    /// What is said where somebody wants it simulated: nothing for an accepted canary; why not otherwise, at its place.
    /// </summary>
    public ImmutableArray<Diagnostic> WhyNotSimulated()
    {
        if (Strategy != ArgoStrategyKind.BlueGreen)
            return [.. Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)];
        ManifestPlace place = Origin.Place["spec"]["strategy"]["blueGreen"];
        return [Diagnostic.At(place.File, place.Start, Messages.BlueGreenNotSimulated(Origin.Name))];
    }
}
