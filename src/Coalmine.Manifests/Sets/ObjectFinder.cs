using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Imports;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Sets;

/// <summary>Finds the objects of files.</summary>
internal static class ObjectFinder
{
    /// <summary>The objects in order; what is no object, or one twice, is said.</summary>
    public static IEnumerable<KubernetesObject> Find(IEnumerable<ManifestFile> files, List<Diagnostic> said)
    {
        Dictionary<string, KubernetesObject> seen = new(StringComparer.Ordinal);
        foreach (ManifestFile file in files)
        {
            foreach (KubernetesObject found in KubernetesObjects.In(file, said))
            {
                string identity = $"{found.Group}/{found.Kind}/{found.Namespace}/{found.Name}";
                if (found.Name.Length > 0 && !seen.TryAdd(identity, found))
                {
                    ManifestPlace name = found.Place["metadata"]["name"];
                    ManifestPlace first = seen[identity].Place["metadata"]["name"];
                    said.Add(Diagnostic.At(name.File, name.Start, Messages.ObjectTwice(found.ToString(), $"{first.File}:{first.Start}")));
                }

                yield return found;
            }
        }
    }

    /// <summary>Whether the keys of a document are those of a plain rule file.</summary>
    public static bool IsRuleFile(Node.Mapping root) =>
        root.Find("kind") is null && root.Find("apiVersion") is null && root.Find("groups")?.Value is Node.Sequence;

    /// <summary>Whether a document is a PrometheusRule or a plain rule file, which says neither kind nor version.</summary>
    public static bool HasRules(KubernetesObject found) =>
        (found.Group == "monitoring.coreos.com" && found.Kind == "PrometheusRule") || IsRuleFile(found.Root);
}
