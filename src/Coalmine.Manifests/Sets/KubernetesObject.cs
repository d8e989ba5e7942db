using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Sets;

/// <summary>One object of a cluster, as a document of a file says it.</summary>
/// <param name="file">The file.</param>
/// <param name="document">Which of its documents, from 0.</param>
/// <param name="root">The document's keys.</param>
public sealed class KubernetesObject(ManifestFile file, int document, Node.Mapping root)
{
    /// <summary>The file.</summary>
    public ManifestFile File { get; } = file;

    /// <summary>Which document of its file, from 0.</summary>
    public int Document { get; } = document;

    /// <summary>The document's keys.</summary>
    public Node.Mapping Root { get; } = root;

    /// <summary>The root as a place.</summary>
    public ManifestPlace Place => ManifestPlace.Root(this);

    /// <summary><c>apiVersion</c>, such as <c>argoproj.io/v1alpha1</c>; empty where absent.</summary>
    public string ApiVersion => Place["apiVersion"].Text;

    /// <summary>The group of the version: what stands before the slash; empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary><c>kind</c>; empty where absent.</summary>
    public string Kind => Place["kind"].Text;

    /// <summary><c>metadata.name</c>; empty where absent.</summary>
    public string Name => Place["metadata"]["name"].Text;

    /// <summary><c>metadata.namespace</c>; empty where absent, and the namespace is then the one that the file is applied to.</summary>
    public string Namespace => Place["metadata"]["namespace"].Text;

    /// <summary>Whether an object of a namespace is meant by a reference from this object's namespace: equal, or either of them not written.</summary>
    /// <param name="other">The other object's namespace.</param>
    public bool SharesNamespace(string other) => other.Length == 0 || Namespace.Length == 0 || other == Namespace;

    /// <summary><c>Kind name</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
