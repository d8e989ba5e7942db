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

    /// <summary>The autoscaler of an object, that of its own file first. Nothing where there is none.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="from">An object of the namespace that is meant.</param>
    /// <param name="doubts">Where it is said that several are as near and differ; nothing where nobody asks.</param>
    public ScalerManifest? ScalerOf(string kind, string name, KubernetesObject from, ICollection<Message>? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Choose(
            _scalers.Where(scaler => scaler.TargetKind == kind && scaler.TargetName == name && from.SharesNamespace(scaler.Origin.Namespace)),
            scaler => scaler.Origin,
            from,
            doubts);
    }

    /// <summary>An autoscaler by its own kind and name, as a reference to it gives them; nothing where there is none.</summary>
    /// <param name="kind">The autoscaler's kind.</param>
    /// <param name="name">The autoscaler's name.</param>
    /// <param name="from">The object that refers to it.</param>
    /// <param name="doubts">Where it is said that several are as near and differ; nothing where nobody asks.</param>
    public ScalerManifest? Scaler(string kind, string name, KubernetesObject from, ICollection<Message>? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Choose(
            _scalers.Where(scaler => scaler.Origin.Kind == kind && scaler.Origin.Name == name && from.SharesNamespace(scaler.Origin.Namespace)),
            scaler => scaler.Origin,
            from,
            doubts);
    }

    /// <summary>The pods of a workload by its kind and name; nothing where the files do not have it.</summary>
    /// <param name="kind">The workload's kind, such as <c>Deployment</c>.</param>
    /// <param name="name">The workload's name.</param>
    /// <param name="from">The object that refers to it.</param>
    /// <param name="doubts">Where it is said that several are as near and differ; nothing where nobody asks.</param>
    public PodCount? Of(string kind, string name, KubernetesObject from, ICollection<Message>? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        IEnumerable<KubernetesObject> named = _replicas.Keys.Where(one => one.Kind == kind && one.Name == name && from.SharesNamespace(one.Namespace));
        return Choose(named, one => one, from, doubts) is { } found ? CountOf(found, doubts) : null;
    }

    /// <summary>
    /// The pods behind a Service: those of the workload whose pods bear the labels that the Service selects and those that are asked for besides. Nothing where
    /// the files have no such Service or workload, or several workloads.
    /// </summary>
    /// <param name="service">The Service's name.</param>
    /// <param name="labels">Further labels, such as those of a subset.</param>
    /// <param name="from">The object that refers to the Service.</param>
    /// <param name="doubts">Where it is said that several are as near and differ; nothing where nobody asks.</param>
    public PodCount? Behind(
        string service, ImmutableSortedDictionary<string, string> labels, KubernetesObject from, ICollection<Message>? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(from);
        IEnumerable<KubernetesObject> named = _objects.Where(one =>
            one is { Group: "", Kind: "Service" } && one.Name == service && from.SharesNamespace(one.Namespace));
        KubernetesObject? found = Choose(named, one => one, from, doubts);
        if (found?.Place["spec"]["selector"].Node is not Node.Mapping)
            return null;
        (string Key, string Value)[] wanted =
            [.. found.Place["spec"]["selector"].Keys.Select(pair => (pair.Key.Text, pair.Value.Text)), .. labels.Select(pair => (pair.Key, pair.Value))];
        if (wanted.Length == 0)
            return null;
        KubernetesObject[] behind = [.. _replicas.Keys.Where(one => found.SharesNamespace(one.Namespace) && Bears(one, wanted))];
        return behind.DistinctBy(one => (one.Kind, one.Name)).Count() == 1 && Choose(behind, one => one, from, doubts) is { } workload
            ? CountOf(workload, doubts)
            : null;
    }

    private static bool Bears(KubernetesObject workload, (string Key, string Value)[] wanted)
    {
        ManifestPlace labels = workload.Place["spec"]["template"]["metadata"]["labels"];
        return wanted.All(pair => labels[pair.Key].Text == pair.Value);
    }

    private static T? Choose<T>(IEnumerable<T> candidates, Func<T, KubernetesObject> originOf, KubernetesObject from, ICollection<Message>? doubts)
        where T : class
    {
        T? chosen = ObjectChoice.Of(candidates, originOf, from, from.Namespace, out Message? doubt);
        if (doubt is { } several)
            doubts?.Add(several);
        return chosen;
    }

    private PodCount CountOf(KubernetesObject workload, ICollection<Message>? doubts) =>
        new(workload, _replicas[workload], ScalerOf(workload.Kind, workload.Name, workload, doubts));
}
