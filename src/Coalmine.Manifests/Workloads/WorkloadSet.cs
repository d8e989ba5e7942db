using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Workloads;

/// <summary>
/// The pods of a set of files: who runs how many, looked up by the names that other objects refer to. What an autoscaler would do is not foretold: a workload
/// begins with the replicas that are written, within the autoscaler's limits.
/// </summary>
public sealed class WorkloadSet
{
    private readonly ImmutableArray<KubernetesObject> _objects;
    private readonly Dictionary<KubernetesObject, int> _replicas = [];
    private readonly List<ScalerManifest> _scalers = [];

    /// <summary>Reads the workloads and autoscalers among some objects.</summary>
    /// <param name="objects">The objects of a set.</param>
    internal WorkloadSet(ImmutableArray<KubernetesObject> objects)
    {
        _objects = objects;
        List<Diagnostic> said = [];
        foreach (KubernetesObject found in objects)
        {
            if (WorkloadReader.IsWorkload(found))
                _replicas[found] = WorkloadReader.Replicas(found, said);
            else if (WorkloadReader.IsScaler(found) && WorkloadReader.Scaler(found, said) is { } scaler)
                _scalers.Add(scaler);
        }

        Diagnostics = [.. said];
    }

    /// <summary>What was said about them.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The autoscaler of an object; the last one that is applied counts. Nothing where there is none.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="from">An object of the namespace that is meant.</param>
    public ScalerManifest? ScalerOf(string kind, string name, KubernetesObject from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return _scalers.LastOrDefault(scaler => scaler.TargetKind == kind && scaler.TargetName == name && from.SharesNamespace(scaler.Origin.Namespace));
    }

    /// <summary>An autoscaler by its own kind and name, as a reference to it gives them; nothing where there is none.</summary>
    /// <param name="kind">The autoscaler's kind.</param>
    /// <param name="name">The autoscaler's name.</param>
    /// <param name="from">The object that refers to it.</param>
    public ScalerManifest? Scaler(string kind, string name, KubernetesObject from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return _scalers.LastOrDefault(scaler =>
            scaler.Origin.Kind == kind && scaler.Origin.Name == name && from.SharesNamespace(scaler.Origin.Namespace));
    }

    /// <summary>The pods of a workload by its kind and name; nothing where the files do not have it.</summary>
    /// <param name="kind">The workload's kind, such as <c>Deployment</c>.</param>
    /// <param name="name">The workload's name.</param>
    /// <param name="from">The object that refers to it.</param>
    public PodCount? Of(string kind, string name, KubernetesObject from)
    {
        ArgumentNullException.ThrowIfNull(from);
        KubernetesObject? found = _replicas.Keys.LastOrDefault(one => one.Kind == kind && one.Name == name && from.SharesNamespace(one.Namespace));
        return found is null ? null : CountOf(found);
    }

    /// <summary>
    /// The pods behind a Service: those of the workload whose pods bear the labels that the Service selects and those that are asked for besides. Nothing where
    /// the files have no such Service or workload, or several workloads.
    /// </summary>
    /// <param name="service">The Service's name.</param>
    /// <param name="labels">Further labels, such as those of a subset.</param>
    /// <param name="from">The object that refers to the Service.</param>
    public PodCount? Behind(string service, ImmutableSortedDictionary<string, string> labels, KubernetesObject from)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(from);
        KubernetesObject? found = _objects.LastOrDefault(one =>
            one is { Group: "", Kind: "Service" } && one.Name == service && from.SharesNamespace(one.Namespace));
        if (found?.Place["spec"]["selector"].Node is not Node.Mapping)
            return null;
        (string Key, string Value)[] wanted =
            [.. found.Place["spec"]["selector"].Keys.Select(pair => (pair.Key.Text, pair.Value.Text)), .. labels.Select(pair => (pair.Key, pair.Value))];
        if (wanted.Length == 0)
            return null;
        KubernetesObject[] behind = [.. _replicas.Keys.Where(one => found.SharesNamespace(one.Namespace) && Bears(one, wanted))];
        return behind.Length == 1 ? CountOf(behind[0]) : null;
    }

    private static bool Bears(KubernetesObject workload, (string Key, string Value)[] wanted)
    {
        ManifestPlace labels = workload.Place["spec"]["template"]["metadata"]["labels"];
        return wanted.All(pair => labels[pair.Key].Text == pair.Value);
    }

    private PodCount CountOf(KubernetesObject workload) => new(workload, _replicas[workload], ScalerOf(workload.Kind, workload.Name, workload));
}
