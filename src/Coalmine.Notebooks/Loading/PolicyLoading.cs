using System.Collections.Immutable;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Notebooks.Loading;

/// <summary>Makes one policy of files.</summary>
internal static class PolicyLoading
{
    /// <summary>The policy.</summary>
    public static RolloutPolicy Load(IReadOnlyList<string> paths)
    {
        ManifestFile[] manifests = [.. paths.Select(ManifestPolicies.TryRead).OfType<ManifestFile>()];
        if (paths.Count == 1 && manifests.Length == 0)
            return new NativePolicy(Refusals.Take(FileReader.Read(paths[0]).Then(PolicyReader.Read)));
        ImmutableArray<RolloutPolicy> found = manifests.Length == 0 || manifests.Length < paths.Count
            ? []
            : Refusals.Take(ManifestPolicies.Of(ManifestSet.Of([.. manifests]), ManifestOptions.Usual));
        return found is [var only]
            ? only
            : throw new ArgumentException($"Give the file of one policy, or of one manifest with the files that it needs; read {string.Join(", ", paths)}.");
    }
}
