using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Documents;

/// <summary>A part of a YAML document with its place. Closed: the nested records are all there are.</summary>
/// <param name="Start">Where it begins; for an alias, where the alias stands.</param>
public abstract record Node(TextPosition Start)
{
    /// <summary>What it is, in words for messages.</summary>
    public abstract string Shape { get; }

    /// <summary>What was written for it: from its first to its last character, without anchor, tag, and what follows (comments, line breaks).</summary>
    public SourceSpan Span { get; init; }

    /// <summary>
    /// The name of the alias (<c>*name</c>) that stands for it here; empty where it is written out. Its parts keep their places at the anchor.
    /// </summary>
    public string Alias { get; init; } = "";

    /// <summary>The name of the anchor (<c>&amp;name</c>) that it bears; mostly empty.</summary>
    public string Anchor { get; init; } = "";

    /// <summary>The explicit tag, such as <c>tag:yaml.org,2002:str</c>; mostly empty.</summary>
    public string Tag { get; init; } = "";

    /// <summary>A single value.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Text">The value as written, quotes and escapes resolved; empty where nothing was written.</param>
    public sealed record Scalar(TextPosition Start, string Text) : Node(Start)
    {
        /// <inheritdoc/>
        public override string Shape => Text.Length == 0 ? "nothing" : "a single value";

        /// <summary>How it is written.</summary>
        public ScalarForm Form { get; init; }
    }

    /// <summary>A list.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Items">Its items in order.</param>
    public sealed record Sequence(TextPosition Start, ImmutableArray<Node> Items) : Node(Start)
    {
        /// <inheritdoc/>
        public override string Shape => "a list";

        /// <summary>Whether it is written within brackets.</summary>
        public bool IsFlow { get; init; }
    }

    /// <summary>Keys with values; no key is there twice.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Entries">
    /// What it says: its own entries in the order of the text, then those of merge keys (<c>&lt;&lt;</c>) that it does not say itself.
    /// </param>
    public sealed record Mapping(TextPosition Start, ImmutableArray<Entry> Entries) : Node(Start)
    {
        private readonly ImmutableArray<Entry> _written;

        /// <inheritdoc/>
        public override string Shape => "keys with values";

        /// <summary>Whether it is written within braces.</summary>
        public bool IsFlow { get; init; }

        /// <summary>Its entries as they are written, merge keys among them.</summary>
        public ImmutableArray<Entry> Written
        {
            get => _written.IsDefault ? Entries : _written;
            init => _written = value;
        }

        /// <summary>The entry of a key, merged ones included; nothing where it is not there.</summary>
        public Entry? Find(string key)
        {
            foreach (Entry entry in Entries)
            {
                if (entry.Key.Text == key)
                    return entry;
            }

            return null;
        }
    }

    /// <summary>A key with its value.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value.</param>
    public sealed record Entry(Scalar Key, Node Value)
    {
        /// <summary>Whether it comes from another mapping, by a merge key.</summary>
        public bool IsMerged { get; init; }
    }
}
