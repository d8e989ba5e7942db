using System.Collections.Immutable;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary>Makes policies of files: our own one by one, and manifests together, since a Rollout's templates may stand in another file.</summary>
/// <param name="loading">Loads them and says what is wrong.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class PolicyFiles(Loading loading, ManifestOptions options)
{
    private readonly List<RolloutPolicy> _native = [];
    private readonly List<ManifestFile> _manifests = [];
    private readonly List<ManifestFile> _ruleFiles = [];

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

    /// <summary>Adds a file whose rules look on.</summary>
    public void AddRules(string file)
    {
        if (loading.RuleFile(file) is { } manifest)
            _ruleFiles.Add(manifest);
    }

    /// <summary>Adds the policy that only holds a weight.</summary>
    public void AddFixed(TrafficWeight weight) => _native.Add(new FixedWeightPolicy(weight));

    /// <summary>All policies, our own first; none where something was refused. Files with rules alone make none.</summary>
    public ImmutableArray<RolloutPolicy> Finish()
    {
        if (_manifests.Count == 0)
            return [.. _native];
        ManifestSet set = ManifestSet.Of(_manifests);
        bool hasOnlyRules = !set.RuleFiles.IsEmpty && set.Rollouts.IsEmpty && set.Canaries.IsEmpty;
        return hasOnlyRules ? [.. _native] : [.. _native, .. loading.Policies(set, options)];
    }

    /// <summary>The rules that look on, those among the manifests included; nothing where there are none, or they were refused.</summary>
    public WatchedRules? FinishRules()
    {
        if (_ruleFiles.Count == 0 && _manifests.Count == 0)
            return null;
        ManifestSet set = ManifestSet.Of([.. _manifests, .. _ruleFiles.Where(file => !_manifests.Exists(other => other.Source.File == file.Source.File))]);
        return _ruleFiles.Count > 0 || !set.RuleFiles.IsEmpty ? loading.Rules(set) : null;
    }
}
