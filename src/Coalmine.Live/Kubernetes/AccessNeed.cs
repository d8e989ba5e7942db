namespace Coalmine.Live.Kubernetes;

/// <summary>One right that a feature needs.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Verb">What is done with it: <c>get</c>, <c>list</c>, <c>patch</c>, <c>create</c>, <c>update</c>.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Why">What for, for people.</param>
public readonly record struct AccessNeed(ResourceKind Kind, string Verb, string Namespace, string Why)
{
    /// <summary>The subresource; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Whether nothing works without it; otherwise only something is not seen.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>The right as roles have it: <c>patch inferenceservices.serving.kserve.io</c>.</summary>
    public override string ToString()
    {
        string resource = Subresource.Length == 0 ? Kind.Plural : $"{Kind.Plural}/{Subresource}";
        return Kind.Group.Length == 0 ? $"{Verb} {resource}" : $"{Verb} {resource}.{Kind.Group}";
    }
}
