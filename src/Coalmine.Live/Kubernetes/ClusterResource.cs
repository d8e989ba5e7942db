namespace Coalmine.Live.Kubernetes;

/// <summary>One object of a cluster.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for kinds that have none.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ClusterResource(ResourceKind Kind, string Namespace, string Name)
{
    /// <summary>The object as people write it: <c>Deployment shop/api</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind.Kind} {Name}" : $"{Kind.Kind} {Namespace}/{Name}";
}
