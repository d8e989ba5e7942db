using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Documents;

/// <summary>A part of a YAML document with its place. Closed: the nested records are all there are.</summary>
/// <param name="Start">Where it begins.</param>
public abstract record Node(TextPosition Start)
{
    /// <summary>What it is, in words for messages.</summary>
    public abstract string Shape { get; }

    /// <summary>A single value.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Text">The value as written, quotes and escapes resolved; empty where nothing was written.</param>
    public sealed record Scalar(TextPosition Start, string Text) : Node(Start)
    {
        /// <inheritdoc/>
        public override string Shape => Text.Length == 0 ? "nothing" : "a single value";
    }

    /// <summary>A list.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Items">Its items in order.</param>
    public sealed record Sequence(TextPosition Start, ImmutableArray<Node> Items) : Node(Start)
    {
        /// <inheritdoc/>
        public override string Shape => "a list";
    }

    /// <summary>Keys with values; no key is there twice.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Entries">Its entries in the order of the text.</param>
    public sealed record Mapping(TextPosition Start, ImmutableArray<Entry> Entries) : Node(Start)
    {
        /// <inheritdoc/>
        public override string Shape => "keys with values";
    }

    /// <summary>A key with its value.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value.</param>
    public sealed record Entry(Scalar Key, Node Value);
}
