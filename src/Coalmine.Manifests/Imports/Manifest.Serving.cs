using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Imports;

/// <content>What carries traffic.</content>
public abstract partial record Manifest
{
    /// <summary>An object of a serving or routing platform.</summary>
    /// <param name="Source">The object as it is written.</param>
    /// <param name="Topology">What it says.</param>
    public sealed record Serving(KubernetesObject Source, ServingTopology Topology) : Manifest(Source)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} with {string.Join(", ", Topology.Arms.Select(arm => $"{arm.Name} ({arm.Role})"))}";
    }

    /// <summary>A DestinationRule.</summary>
    /// <param name="Source">The object as it is written.</param>
    /// <param name="Rule">What it says.</param>
    public sealed record Subsets(KubernetesObject Source, ServingSubsets Rule) : Manifest(Source)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind} of {Rule.Host}";
    }
}
