using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>An object of a platform that carries traffic.</summary>
/// <param name="Source">The object as it is written.</param>
/// <param name="Topology">What it says; nothing for a DestinationRule, and where it was refused.</param>
/// <param name="Subsets">What a DestinationRule says; nothing for other kinds, and where it was refused.</param>
/// <param name="Diagnostics">What there is to say about it, in the order of its lines; at least one error where it was refused.</param>
public sealed record CarrierManifest(
    KubernetesObject Source, ServingTopology? Topology, ServingSubsets? Subsets, ImmutableArray<Diagnostic> Diagnostics);
