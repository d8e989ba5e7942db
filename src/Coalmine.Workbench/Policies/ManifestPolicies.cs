using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>Makes policies of the manifests that decide: Argo's Rollouts and Flagger's Canaries.</summary>
public static class ManifestPolicies
{
    /// <summary>
    /// The policies of a set of files, in the order of the files. Refused with everything that is wrong with an object that decides; warnings and notes are the
    /// linter's to tell. A policy whose metrics cannot be asked here is among them, and binds to no scenario.
    /// </summary>
    /// <param name="set">The files.</param>
    /// <param name="options">What they do not say.</param>
    public static ReadResult<ImmutableArray<RolloutPolicy>> Of(ManifestSet set, ManifestOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        List<RolloutPolicy> policies = [];
        List<Diagnostic> problems = [];
        foreach (KubernetesObject found in set.Objects)
        {
            RolloutManifest? rollout = set.Rollouts.FirstOrDefault(each => ReferenceEquals(each.Origin, found));
            CanaryManifest? canary = set.Canaries.FirstOrDefault(each => ReferenceEquals(each.Origin, found));
            ImmutableArray<Diagnostic> why = rollout?.WhyNotSimulated() ?? canary?.Diagnostics ?? [];
            problems.AddRange(why.Where(diagnostic => diagnostic.Severity == Severity.Error));
            if (problems.Count > 0)
                continue;
            if (rollout is not null)
                policies.Add(ArgoPolicy.Of(rollout, set, options));
            else if (canary is not null)
                policies.Add(FlaggerPolicy.Of(canary, set, options));
        }

        if (problems.Count == 0 && policies.Count == 0)
            problems.Add(Diagnostic.At(set.Files[0].Source.File, TextPosition.Start, ScenarioMessages.DecidesNothing(Kinds(set))));
        return problems.Count > 0
            ? new ReadResult<ImmutableArray<RolloutPolicy>>.Refused([.. problems])
            : new ReadResult<ImmutableArray<RolloutPolicy>>.Read([.. policies], []);
    }

    /// <summary>Reads a manifest; nothing when the file is none: then another reader has to say what is wrong with it.</summary>
    /// <param name="path">The file.</param>
    public static ManifestFile? TryRead(string path) =>
        FileReader.ReadManifest(path) is ReadResult<ManifestFile>.Read { Value: var file } && FileReader.IsManifest(file) ? file : null;

    /// <summary>The name of a policy: that of its file, with the object's where the file has several.</summary>
    internal static string NameOf(KubernetesObject origin, ManifestSet set)
    {
        string file = Path.GetFileNameWithoutExtension(origin.File.Source.File);
        int deciders = set.Rollouts.Count(each => ReferenceEquals(each.Origin.File, origin.File))
            + set.Canaries.Count(each => ReferenceEquals(each.Origin.File, origin.File));
        return deciders > 1 ? $"{file}/{origin.Name}" : file;
    }

    /// <summary>The names of the files that a policy is read from, its own first.</summary>
    internal static ImmutableArray<string> NamesOf(ImmutableArray<ManifestFile> files) => [.. files.Select(file => file.Source.File).Distinct()];

    /// <summary>
    /// What a policy is: the texts of the files that it is read from, whatever their order and whatever files were read beside them, which object it is, and
    /// what they do not say.
    /// </summary>
    internal static string KeyOf(KubernetesObject origin, ImmutableArray<ManifestFile> files, ManifestOptions options)
    {
        string[] others = [.. files.Where(file => file != origin.File).Select(file => file.Source.Text).Order(StringComparer.Ordinal)];
        return ContentKey.Of("manifest", options, origin.Document, origin.File.Source.Text, others);
    }

    private static string Kinds(ManifestSet set) =>
        set.Objects.Length == 0 ? "no object of a cluster" : string.Join(", ", set.Objects.Select(found => found.Kind).Distinct());
}
