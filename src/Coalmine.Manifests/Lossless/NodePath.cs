using System.Collections.Immutable;

namespace Coalmine.Manifests.Lossless;

/// <summary>
/// The way from a file to one of its nodes: <c>NodePath.Of(0).Key("spec").Key("predictors").Item(1)</c>. Paths count as the file was read; they do not move
/// while several edits are made at once.
/// </summary>
public sealed class NodePath : IEquatable<NodePath>
{
    private NodePath(int document, ImmutableArray<PathStep> steps)
    {
        Document = document;
        Steps = steps;
    }

    /// <summary>Which document, from 0.</summary>
    public int Document { get; }

    /// <summary>The steps from the document's root.</summary>
    public ImmutableArray<PathStep> Steps { get; }

    /// <summary>Whether it is a document's root.</summary>
    public bool IsRoot => Steps.IsEmpty;

    /// <summary>What holds the node.</summary>
    /// <exception cref="InvalidOperationException">The path is a root.</exception>
    public NodePath Parent => IsRoot ? throw new InvalidOperationException("A root has no parent.") : new(Document, Steps.RemoveAt(Steps.Length - 1));

    /// <summary>The root of a document.</summary>
    /// <param name="document">Which document, from 0.</param>
    public static NodePath Of(int document)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(document);
        return new NodePath(document, []);
    }

    /// <summary>The value of a key.</summary>
    public NodePath Key(string key) => new(Document, Steps.Add(new PathStep(key, 0)));

    /// <summary>An item of a list.</summary>
    /// <param name="index">Which, from 0.</param>
    public NodePath Item(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new NodePath(Document, Steps.Add(new PathStep(null, index)));
    }

    /// <summary>Whether it is another node or within it.</summary>
    public bool IsAtOrWithin(NodePath other) => Document == other.Document && Steps.Length >= other.Steps.Length
        && Steps.AsSpan()[..other.Steps.Length].SequenceEqual(other.Steps.AsSpan());

    /// <inheritdoc/>
    public bool Equals(NodePath? other) => other is not null && Steps.Length == other.Steps.Length && IsAtOrWithin(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NodePath);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(Document, HashCode.Combine);

    /// <summary>The steps with dots: <c>spec.predictors[1].traffic</c>; <c>the document</c> for a root.</summary>
    public override string ToString() => IsRoot ? "the document"
        : string.Concat(Steps.Select((step, index) => index == 0 || step.ToString()[0] == '[' ? step.ToString() : $".{step}"));
}
