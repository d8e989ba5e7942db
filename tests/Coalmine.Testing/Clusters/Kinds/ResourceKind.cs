namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>A kind of objects that the server keeps.</summary>
public sealed record ResourceKind
{
    /// <summary>Its group; empty for the core.</summary>
    public required string Group { get; init; }

    /// <summary>The served versions; the first one is stored.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Name in paths.</summary>
    public required string Plural { get; init; }

    /// <summary>Name of one.</summary>
    public required string Singular { get; init; }

    /// <summary>Name in objects.</summary>
    public required string Kind { get; init; }

    /// <summary>Short names.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Whether objects lie in namespaces.</summary>
    public bool IsNamespaced { get; init; } = true;

    /// <summary>Whether it is a custom resource: schema checked and pruned, no strategic merge.</summary>
    public bool IsCustom { get; init; } = true;

    /// <summary>Whether there is a subresource for the status.</summary>
    public bool HasStatus { get; init; } = true;

    /// <summary>Whether there is a subresource for the number of replicas.</summary>
    public bool HasScale { get; init; }

    /// <summary>Whether the server counts generations: it does for custom resources and for workloads.</summary>
    public bool HasGeneration { get; init; } = true;

    /// <summary>Whether an update without a version overwrites.</summary>
    public bool OverwritesUnconditionally { get; init; }

    /// <summary>Whether a PUT creates what is not there.</summary>
    public bool CreatesOnUpdate { get; init; }

    /// <summary>What objects may hold.</summary>
    public Schema Schema { get; init; } = Schema.Unknown;

    /// <summary>Plural and group with a dot, as messages name the resource.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Kind and group with a dot, as messages name the kind.</summary>
    public string KindInGroup => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    /// <summary>The apiVersion of objects at a version.</summary>
    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";
}
