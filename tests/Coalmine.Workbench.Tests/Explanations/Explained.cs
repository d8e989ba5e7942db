using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>Explains files of the repository and texts, under names that are the same on every machine.</summary>
internal static class Explained
{
    public static IEnumerable<string> Manifests => Directory.EnumerateFiles(Path.Combine(ShippedFiles.Folder, "manifests"), "*.yaml").Order(StringComparer.Ordinal);

    public static ImmutableArray<Explanation> Shipped(string path) => path.Contains("manifests", StringComparison.Ordinal)
        ? Of(Path.GetFileName(path), File.ReadAllText(path))
        : [ManifestExplanations.Of(Policy(Path.GetFileName(path), File.ReadAllText(path)))];

    public static ImmutableArray<Explanation> Of(string name, string text, ArgoRelease release = ArgoRelease.V1_10) =>
        ManifestExplanations.Of(ManifestSet.Of(Manifest(name, text)), new ManifestOptions(release));

    public static string TextOf(ImmutableArray<Explanation> told) => string.Concat(told.SelectMany(one => ExplanationText.Of(one)).Select(line => $"{line.Text}\n"));

    public static ManifestFile Manifest(string name, string text) =>
        Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load(name, System.Text.Encoding.UTF8.GetBytes(text))).Value;

    public static PolicyFile Policy(string name, string text) => Assert.IsType<ReadResult<PolicyFile>.Read>(
        SourceDecoder.Decode(name, System.Text.Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read)).Value;
}
