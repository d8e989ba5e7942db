using System.Collections.Immutable;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary>Makes policies of files: our own one by one, and manifests together, since a Rollout's templates may stand in another file.</summary>
/// <param name="loading">Loads them and says what is wrong.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class PolicyFiles(Loading loading, ManifestOptions options)
{
    private readonly List<RolloutPolicy> _native = [];
    private readonly List<ManifestFile> _manifests = [];

    /// <summary>Whether any file was a manifest.</summary>
    public bool HasManifests => _manifests.Count > 0;

    /// <summary>Takes a file if it is a manifest.</summary>
    /// <returns>Whether it was.</returns>
    public bool TryAddManifest(string file)
    {
        if (Loading.Manifest(file) is not { } manifest)
            return false;
        _manifests.Add(manifest);
        return true;
    }

    /// <summary>Adds a policy or a manifest.</summary>
    public void Add(string file)
    {
        if (!TryAddManifest(file) && loading.Policy(file) is { } policy)
            _native.Add(policy);
    }

    /// <summary>Adds a policy of our own.</summary>
    public void AddNative(string file)
    {
        if (loading.Policy(file) is { } policy)
            _native.Add(policy);
    }

    /// <summary>All policies, our own first; none where something was refused.</summary>
    public ImmutableArray<RolloutPolicy> Finish() => _manifests.Count == 0
        ? [.. _native]
        : [.. _native, .. loading.Policies(ManifestSet.Of(_manifests), options)];
}
