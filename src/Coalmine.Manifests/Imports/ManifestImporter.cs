using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Imports;

/// <summary>
/// Reads files of manifests: every object becomes what it is here, or is refused with located diagnostics. Nothing throws, whatever the bytes are; one
/// refused object does not keep the others from being read. What a file names in another one is looked for in <see cref="ManifestSet"/>, which takes several.
/// </summary>
public static class ManifestImporter
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    public static ImportedFile Import(string file, ReadOnlySpan<byte> bytes) => ManifestFile.Load(file, bytes) switch
    {
        ReadResult<ManifestFile>.Read read => Import(read.Value, read.Warnings),
        { } refused => new ImportedFile(file, null, [], InOrder(refused.Said)),
    };

    private static ImportedFile Import(ManifestFile file, IEnumerable<Diagnostic> before)
    {
        ManifestSet set = ManifestSet.Of(file);
        Dictionary<KubernetesObject, Manifest> read = Read(set).ToDictionary(manifest => manifest.Source);
        List<Diagnostic> said = [.. before, .. set.Diagnostics];
        foreach (KubernetesObject other in set.Objects.Where(source => !read.ContainsKey(source) && NamesakeCheck.Of(source) is null))
            said.Add(Diagnostic.At(file.Source.File, other.Place["kind"].Start, Messages.KindNotRead(other.Kind, other.ApiVersion)));
        ImmutableArray<Manifest> manifests =
            [.. set.Objects.Select(source => read.TryGetValue(source, out Manifest? manifest) ? manifest : new Manifest.Other(source))];
        return new ImportedFile(file.Source.File, file, manifests, InOrder(said));
    }

    private static IEnumerable<Manifest> Read(ManifestSet set) =>
    [
        .. set.Carriers.Select(Carrier),
        .. set.Rollouts.Select(read => new Manifest.Rollout(read)),
        .. set.AnalysisTemplates.Select(read => new Manifest.Analysis(read)),
        .. set.Canaries.Select(read => new Manifest.Canary(read)),
        .. set.MetricTemplates.Select(read => new Manifest.MetricTemplate(read)),
        .. set.AlertProviders.Select(read => new Manifest.AlertProvider(read)),
        .. set.RuleFiles.Select(read => new Manifest.Rules(read)),
    ];

    private static Manifest Carrier(CarrierManifest carrier) => carrier switch
    {
        { Topology: { } topology } => new Manifest.Serving(carrier.Source, topology),
        { Subsets: { } rule } => new Manifest.Subsets(carrier.Source, rule),
        _ => new Manifest.Refused(carrier.Source),
    };

    private static ImmutableArray<Diagnostic> InOrder(IEnumerable<Diagnostic> said) =>
        [.. said.OrderBy(one => one.Position.Line).ThenBy(one => one.Position.Column)];
}
