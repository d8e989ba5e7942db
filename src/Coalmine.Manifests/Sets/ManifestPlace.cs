using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Sets;

/// <summary>
/// A place in an object, whether something is written there or not: <c>place["spec"]["steps"]</c>. What is absent has the place of what should hold it, so
/// that everything that is said has a place.
/// </summary>
public readonly record struct ManifestPlace
{
    private readonly Node _shown;

    private ManifestPlace(KubernetesObject owner, NodePath path, Node? node, Node shown)
    {
        Owner = owner;
        Path = path;
        Node = node;
        _shown = shown;
    }

    /// <summary>The object.</summary>
    public KubernetesObject Owner { get; }

    /// <summary>The way from the file to it, for edits.</summary>
    public NodePath Path { get; }

    /// <summary>What is written; nothing where the place is empty, or null is written.</summary>
    public Node? Node { get; }

    /// <summary>Whether anything but null is written.</summary>
    public bool Exists => Node is not null;

    /// <summary>The single value that is written, quotes resolved; empty where there is none.</summary>
    public string Text => Node is Node.Scalar scalar ? scalar.Text : "";

    /// <summary>What the single value is to Kubernetes.</summary>
    public ScalarMeaning Meaning => Node is Node.Scalar scalar ? ScalarMeaning.Of(scalar) : ScalarMeaning.OfPlain("");

    /// <summary>The stretch of the file: the value's, or that of the key or value above it that should hold it.</summary>
    public SourceSpan Span => _shown.Span;

    /// <summary>Where it begins.</summary>
    public TextPosition Start => _shown.Start;

    /// <summary>The name of the file.</summary>
    public string File => Owner.File.Source.File;

    /// <summary>The root of an object.</summary>
    public static ManifestPlace Root(KubernetesObject owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new(owner, NodePath.Of(owner.Document), owner.Root, owner.Root.Entries.Length > 0 ? owner.Root.Entries[0].Key : owner.Root);
    }

    /// <summary>The value of a key.</summary>
    public ManifestPlace this[string key]
    {
        get
        {
            Node.Entry? entry = Node is Node.Mapping mapping ? mapping.Find(key) : null;
            return entry is null ? new(Owner, Path.Key(key), null, _shown) : Of(entry);
        }
    }

    /// <summary>The items of a list; none where no list is written.</summary>
    public IEnumerable<ManifestPlace> Items
    {
        get
        {
            if (Node is not Node.Sequence list)
                yield break;
            for (int i = 0; i < list.Items.Length; i++)
                yield return new(Owner, Path.Item(i), WithoutNull(list.Items[i]), First(list.Items[i]));
        }
    }

    /// <summary>The keys of a mapping with the places of their values.</summary>
    public IEnumerable<(Node.Scalar Key, ManifestPlace Value)> Keys
    {
        get
        {
            if (Node is not Node.Mapping mapping)
                yield break;
            foreach (Node.Entry entry in mapping.Entries)
                yield return (entry.Key, Of(entry));
        }
    }

    /// <summary>The place of a written thing within it, such as a key.</summary>
    /// <param name="node">What is shown.</param>
    public ManifestPlace At(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return new(Owner, Path, node, node);
    }

    /// <summary>The path with dots.</summary>
    public override string ToString() => Path.ToString();

    private ManifestPlace Of(Node.Entry entry) =>
        new(Owner, Path.Key(entry.Key.Text), WithoutNull(entry.Value), entry.Value is Node.Mapping or Node.Sequence ? entry.Key : entry.Value);

    private static Node? WithoutNull(Node? node) => node is Node.Scalar scalar && ScalarMeaning.Of(scalar).Kind == ScalarKind.Nothing ? null : node;

    private static Node First(Node node) => node is Node.Mapping { Entries: [Node.Entry first, ..] } ? first.Key : node;
}
