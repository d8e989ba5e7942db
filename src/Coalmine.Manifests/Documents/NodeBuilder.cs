using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>Builds nodes from events that have passed the limits; its recursion is therefore at most <see cref="YamlLimits.Depth"/> deep.</summary>
internal sealed class NodeBuilder(string text, LineTable lines, List<ParsingEvent> events, DiagnosticList said, bool merges)
{
    private readonly AliasTable _aliases = new();
    private int _next;
    private int _depth;
    private int _end;

    // Of the node built last: how many values and levels it holds.
    private int _values;
    private int _height;

    /// <summary>Whether every event has been used.</summary>
    public bool IsDone => _next == events.Count;

    /// <summary>Whether the next event begins a document.</summary>
    public bool IsAtDocument => events[_next] is DocumentStart;

    /// <summary>Builds the next document's root.</summary>
    public Node BuildRoot()
    {
        if (IsAtDocument)
            _next++;
        _aliases.Clear();
        return Build();
    }

    private Node Build()
    {
        ParsingEvent current = events[_next++];
        TextPosition start = lines.Of(current.Start);
        if (current is AnchorAlias alias)
            return Resolve(alias, start);
        if (current is not NodeEvent written)
            throw new System.Diagnostics.UnreachableException($"{current.GetType().Name} at {start}");

        string anchor = written.Anchor.IsEmpty ? "" : written.Anchor.Value;
        if (anchor.Length > 0)
            _aliases.Open(anchor);
        _depth++;
        Node node = written switch
        {
            Scalar scalar => BuildScalar(start, scalar),
            SequenceStart sequence => BuildSequence(start, sequence),
            MappingStart mapping => BuildMapping(start, mapping),
            _ => throw new System.Diagnostics.UnreachableException($"{current.GetType().Name} at {start}"),
        };
        _depth--;
        _end = node.Span.End;
        if (anchor.Length > 0 || !written.Tag.IsEmpty)
            node = node with { Anchor = anchor, Tag = written.Tag.IsEmpty ? "" : written.Tag.Value };
        if (anchor.Length > 0)
            _aliases.Close(anchor, node, _values, _height);
        return node;
    }

    private Node Resolve(AnchorAlias alias, TextPosition start)
    {
        string name = alias.Value.Value;
        SourceSpan span = new(SpanFinder.Within(text, alias.Start), SpanFinder.Within(text, alias.End));
        _end = span.End;
        bool isKnown = _aliases.TryResolve(name, _depth, out AliasTable.Anchored found, out Message problem);
        if (!isKnown)
            said.Add(start, problem);
        Node meant = isKnown ? found.Node : new Node.Scalar(start, "");
        (_values, _height) = isKnown ? (found.Values, found.Height) : (1, 0);
        return meant with { Start = start, Span = span, Alias = name, Anchor = "" };
    }

    private Node.Scalar BuildScalar(TextPosition start, Scalar scalar)
    {
        (_values, _height) = (1, 0);
        return new Node.Scalar(start, scalar.Value)
        {
            Span = SpanFinder.Of(text, scalar, _end),
            Form = scalar.Style switch
            {
                ScalarStyle.SingleQuoted => ScalarForm.SingleQuoted,
                ScalarStyle.DoubleQuoted => ScalarForm.DoubleQuoted,
                ScalarStyle.Literal => ScalarForm.Literal,
                ScalarStyle.Folded => ScalarForm.Folded,
                _ => ScalarForm.Plain,
            },
        };
    }

    private Node.Sequence BuildSequence(TextPosition start, SequenceStart opened)
    {
        ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>();
        (int values, int height) = (1, 0);
        int first = SpanFinder.ContentStart(text, opened);
        _end = first;
        while (events[_next] is not SequenceEnd)
        {
            items.Add(Build());
            (values, height) = (values + _values, Math.Max(height, _height));
        }

        (_values, _height) = (values, height + 1);
        bool isFlow = opened.Style == SequenceStyle.Flow;
        int end = isFlow ? SpanFinder.Closed(text, events[_next]) : _end;
        _next++;
        return new Node.Sequence(start, items.ToImmutable()) { IsFlow = isFlow, Span = new SourceSpan(first, end) };
    }

    private Node.Mapping BuildMapping(TextPosition start, MappingStart opened)
    {
        EntryCollector entries = new(said, merges);
        (int values, int height) = (1, 0);
        int first = SpanFinder.ContentStart(text, opened);
        _end = first;
        while (events[_next] is not MappingEnd)
        {
            Node key = Build();
            if (events[_next] is MappingEnd)
            {
                // YamlDotNet 18.1 leaves one of the two out for a few texts, such as " : a".
                said.Add(key.Start, Messages.Syntax("a key or its value is missing"));
                break;
            }

            Node value = Build();
            entries.Add(key, value);
            (values, height) = (values + 1 + _values, Math.Max(height, _height));
        }

        (_values, _height) = (values, height + 1);
        bool isFlow = opened.Style == MappingStyle.Flow;

        // A single pair within brackets, [a: 1], has no braces of its own and no end.
        bool hasBraces = isFlow && first < text.Length && text[first] == '{';
        int end = hasBraces ? SpanFinder.Closed(text, events[_next]) : _end;
        _next++;
        return entries.Finish(start) with { IsFlow = isFlow, Span = new SourceSpan(first, end) };
    }
}
