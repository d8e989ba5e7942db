using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Imports;

/// <summary>Finds the objects in a file's documents.</summary>
internal static class KubernetesObjects
{
    /// <summary>The objects in order; documents that are none are named and left out; rule files of Prometheus count as objects.</summary>
    public static ImmutableArray<KubernetesObject> In(ManifestFile file, List<Diagnostic> said)
    {
        ImmutableArray<KubernetesObject>.Builder objects = ImmutableArray.CreateBuilder<KubernetesObject>();
        foreach (Document document in file.Documents)
        {
            if (document.Root is not Node.Mapping root)
            {
                said.Add(Diagnostic.At(file.Source.File, document.Root.Start, Messages.NoObject(document.Root.Shape)));
                continue;
            }

            string missing = IsText(root.Find("apiVersion")) ? IsText(root.Find("kind")) ? "" : "kind" : "apiVersion";
            if (missing.Length > 0 && !ObjectFinder.IsRuleFile(root))
                said.Add(Diagnostic.At(file.Source.File, root.Start, Messages.NotAnObject(missing)));
            else
                objects.Add(new KubernetesObject(file, document.Index, root));
        }

        return objects.ToImmutable();
    }

    private static bool IsText(Node.Entry? entry) =>
        entry?.Value is Node.Scalar { Text.Length: > 0 } scalar && ScalarMeaning.Of(scalar).Kind == ScalarKind.Text;
}
