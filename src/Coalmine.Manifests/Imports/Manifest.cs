using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Imports;

/// <summary>One object of a file, as what it is here. Closed: the nested records are all there are, one file for those of a family.</summary>
/// <param name="Source">The object as it is written.</param>
public abstract partial record Manifest(KubernetesObject Source)
{
    /// <summary>In words what it is read as, for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>An object that says nothing about a rollout here: a Service, a Namespace.</summary>
    /// <param name="Source">The object as it is written.</param>
    public sealed record Other(KubernetesObject Source) : Manifest(Source)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind}, passed over";
    }

    /// <summary>An object of a known kind that was refused; why is among the diagnostics.</summary>
    /// <param name="Source">The object as it is written.</param>
    public sealed record Refused(KubernetesObject Source) : Manifest(Source)
    {
        /// <inheritdoc/>
        public override string Summary => $"{Source.Kind}, refused";
    }
}
