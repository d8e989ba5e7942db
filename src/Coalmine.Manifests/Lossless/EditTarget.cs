using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>What an edit concerns, as it stands in the text.</summary>
/// <param name="Node">The node.</param>
/// <param name="Parent">What holds it; nothing for a root.</param>
/// <param name="Index">Which of the parent's written entries or items it is.</param>
/// <param name="IsInFlow">Whether it stands within brackets or braces of something above it.</param>
/// <param name="WritesJson">Whether its document is JSON, in which every text and key is in double quotes.</param>
internal sealed record EditTarget(Node Node, Node? Parent, int Index, bool IsInFlow, bool WritesJson)
{
    /// <summary>The key whose value it is; nothing for items and roots.</summary>
    public Node.Scalar? Key => Parent is Node.Mapping mapping ? mapping.Written[Index].Key : null;

    /// <summary>A document's root as a target.</summary>
    public static EditTarget Root(Document document) => new(document.Root, null, 0, IsInFlow: false, document.Root is Node.Mapping
    {
        IsFlow: true,
        Written: [Node.Entry { Key.Form: ScalarForm.DoubleQuoted }, ..],
    });

    /// <summary>One of its parts.</summary>
    public EditTarget Part(int index) => Node switch
    {
        Node.Mapping mapping => new EditTarget(mapping.Written[index].Value, mapping, index, IsInFlow || mapping.IsFlow, WritesJson),
        Node.Sequence list => new EditTarget(list.Items[index], list, index, IsInFlow || list.IsFlow, WritesJson),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
