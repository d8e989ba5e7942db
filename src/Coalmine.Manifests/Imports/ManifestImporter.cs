using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Imports;

/// <summary>
/// Reads files of manifests: every object becomes what it is here, or is refused with located diagnostics. Nothing throws, whatever the bytes are; one
/// refused object does not keep the others from being read.
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
        List<Diagnostic> said = [.. before];
        ImmutableArray<KubernetesObject> objects = KubernetesObjects.In(file, said);
        Dictionary<KubernetesObject, Manifest> read = [];

        // Destination rules first: they say which pods the subsets of virtual services are.
        foreach (KubernetesObject source in objects.OrderBy(source => source.Kind != "DestinationRule"))
        {
            DiagnosticList own = new(file.Source.File);
            read[source] = ReadObject(source, own, [.. read.Values.OfType<Manifest.Subsets>().Select(subsets => subsets.Rule)]);
            said.AddRange(own.All);
        }

        return new ImportedFile(file.Source.File, file, [.. objects.Select(source => read[source])], InOrder(said));
    }

    private static Manifest ReadObject(KubernetesObject source, DiagnosticList said, IReadOnlyList<ServingSubsets> subsets)
    {
        switch (source.Group, source.Kind)
        {
            case ("machinelearning.seldon.io", "SeldonDeployment"):
                return Carrier(source, SeldonDeploymentReader.Read(source, said));
            case ("mlops.seldon.io", "Experiment"):
                return Carrier(source, SeldonExperimentReader.Read(source, said));
            case ("serving.kserve.io" or "serving.kubeflow.org", "InferenceService"):
                return Carrier(source, InferenceServiceReader.Read(source, said));
            case ("networking.istio.io", "VirtualService"):
                return Carrier(source, VirtualServiceReader.Read(source, said, subsets));
            case ("networking.istio.io", "DestinationRule"):
                return DestinationRuleReader.Read(source, said) is { } rule && !said.HasErrors ? new Manifest.Subsets(source, rule) : new Manifest.Refused(source);
            case ("gateway.networking.k8s.io", "HTTPRoute"):
                return Carrier(source, HttpRouteReader.Read(source, said));
            default:
                said.Add(source.Place["kind"].Start, (source.Group, source.Kind) switch
                {
                    ("", "List") => Messages.ListNotRead,
                    (_, "SeldonDeployment") => Messages.KindOfAnotherGroup(source.Kind, source.ApiVersion, "machinelearning.seldon.io/v1"),
                    (_, "InferenceService") => Messages.KindOfAnotherGroup(source.Kind, source.ApiVersion, "serving.kserve.io/v1beta1"),
                    (_, "VirtualService" or "DestinationRule") => Messages.KindOfAnotherGroup(source.Kind, source.ApiVersion, "networking.istio.io/v1"),
                    (_, "HTTPRoute") => Messages.KindOfAnotherGroup(source.Kind, source.ApiVersion, "gateway.networking.k8s.io/v1"),
                    _ => Messages.KindNotRead(source.Kind, source.ApiVersion),
                });
                return new Manifest.Other(source);
        }
    }

    private static Manifest Carrier(KubernetesObject source, ServingTopology? topology) =>
        topology is null ? new Manifest.Refused(source) : new Manifest.Serving(source, topology);

    private static ImmutableArray<Diagnostic> InOrder(IEnumerable<Diagnostic> said) =>
        [.. said.OrderBy(one => one.Position.Line).ThenBy(one => one.Position.Column)];
}
