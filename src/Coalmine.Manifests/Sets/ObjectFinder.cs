using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
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
            for (int i = 0; i < file.Documents.Length; i++)
            {
                if (file.Documents[i].Root is not Node.Mapping root)
                {
                    said.Add(Diagnostic.At(file.Source.File, file.Documents[i].Root.Start, Messages.NoObject(file.Documents[i].Root.Shape)));
                    continue;
                }

                KubernetesObject found = new(file, i, root);
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

    /// <summary>Whether a document is a PrometheusRule or a plain rule file, which says neither kind nor version.</summary>
    public static bool HasRules(KubernetesObject found) => (found.Group == "monitoring.coreos.com" && found.Kind == "PrometheusRule")
        || (found.Kind.Length == 0 && found.ApiVersion.Length == 0 && found.Place["groups"].Node is Node.Sequence);
}
