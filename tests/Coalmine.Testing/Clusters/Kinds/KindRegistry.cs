namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>The kinds that a server knows.</summary>
public sealed class KindRegistry
{
    private readonly List<ResourceKind> _kinds = [];

    /// <summary>All of them, in the order in which they were installed.</summary>
    public IReadOnlyList<ResourceKind> All => _kinds;

    /// <summary>The built-in kinds and those of every platform, at the revisions that the reference page names.</summary>
    public static KindRegistry Everything()
    {
        KindRegistry registry = new();
        foreach (ResourceKind kind in BuiltInKinds.All.Concat(SeldonKinds.All).Concat(KServeKinds.All).Concat(RouterKinds.All).Concat(ControllerKinds.All))
            registry.Install(kind);
        return registry;
    }

    /// <summary>Adds a kind, or replaces the one with its group and plural.</summary>
    public void Install(ResourceKind kind)
    {
        int index = _kinds.FindIndex(one => one.Group == kind.Group && one.Plural == kind.Plural);
        if (index < 0)
            _kinds.Add(kind);
        else
            _kinds[index] = kind;
    }

    /// <summary>Takes a kind away, as on a cluster where the platform is not installed.</summary>
    public void Uninstall(string group, string plural) => _kinds.RemoveAll(one => one.Group == group && one.Plural == plural);

    /// <summary>Takes a whole group away.</summary>
    public void UninstallGroup(string group) => _kinds.RemoveAll(one => one.Group == group);

    /// <summary>The kind of a path; nothing where there is none.</summary>
    public ResourceKind? Find(string group, string version, string plural) =>
        _kinds.Find(one => one.Group == group && one.Plural == plural && one.Versions.Contains(version));

    /// <summary>The kind of an object that bears an apiVersion and a kind.</summary>
    public ResourceKind? Find(string apiVersion, string kind) =>
        _kinds.Find(one => one.Kind == kind && one.Versions.Any(version => one.ApiVersion(version) == apiVersion));
}
