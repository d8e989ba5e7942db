using System.Collections.Immutable;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;

namespace Coalmine.Manifests.Lossless;

/// <summary>Compares what nodes say, whatever their places and quotes are.</summary>
internal static class NodeComparison
{
    /// <summary>The first node in which the two differ; nothing where they say the same.</summary>
    public static NodePath? FirstDifference(ImmutableArray<Node> expected, ImmutableArray<Node> read)
    {
        for (int i = 0; i < Math.Max(expected.Length, read.Length); i++)
        {
            NodePath place = NodePath.Of(i);
            NodePath? difference = i < expected.Length && i < read.Length ? FirstDifference(expected[i], read[i], place) : place;
            if (difference is not null)
                return difference;
        }

        return null;
    }

    private static NodePath? FirstDifference(Node expected, Node read, NodePath at)
    {
        if (ReferenceEquals(expected, read))
            return null;
        if (expected.Alias != read.Alias || expected.Anchor != read.Anchor || expected.Tag != read.Tag)
            return at;
        return (expected, read) switch
        {
            (Node.Scalar left, Node.Scalar right) => left.Text == right.Text && Means(left) == Means(right) ? null : at,
            (Node.Sequence left, Node.Sequence right) when left.Items.Length == right.Items.Length => InItems(left, right, at),
            (Node.Mapping left, Node.Mapping right) when left.Entries.Length == right.Entries.Length => InEntries(left, right, at),
            _ => at,
        };
    }

    private static NodePath? InItems(Node.Sequence expected, Node.Sequence read, NodePath at)
    {
        for (int i = 0; i < expected.Items.Length; i++)
        {
            if (FirstDifference(expected.Items[i], read.Items[i], at.Item(i)) is { } difference)
                return difference;
        }

        return null;
    }

    private static NodePath? InEntries(Node.Mapping expected, Node.Mapping read, NodePath at)
    {
        for (int i = 0; i < expected.Entries.Length; i++)
        {
            (Node.Entry left, Node.Entry right) = (expected.Entries[i], read.Entries[i]);
            NodePath place = at.Key(left.Key.Text);
            if (left.Key.Text != right.Key.Text || left.IsMerged != right.IsMerged || Means(left.Key) != Means(right.Key))
                return place;
            if (FirstDifference(left.Value, right.Value, place) is { } difference)
                return difference;
        }

        return null;
    }

    private static ScalarKind Means(Node.Scalar scalar) => ScalarMeaning.Of(scalar).Kind;
}
