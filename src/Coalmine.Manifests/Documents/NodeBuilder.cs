using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>Builds nodes from events that have passed the limits; its recursion is therefore at most <see cref="YamlLimits.Depth"/> deep.</summary>
internal sealed class NodeBuilder(List<ParsingEvent> events, DiagnosticList said)
{
    private int _next;

    /// <summary>Whether every event has been used.</summary>
    public bool IsDone => _next == events.Count;

    /// <summary>Builds the next node.</summary>
    public Node Build()
    {
        ParsingEvent current = events[_next++];
        TextPosition start = YamlLoader.PositionOf(current.Start);
        return current switch
        {
            Scalar scalar => new Node.Scalar(start, scalar.Value),
            SequenceStart => BuildSequence(start),
            MappingStart => BuildMapping(start),
            _ => throw new System.Diagnostics.UnreachableException($"{current.GetType().Name} at {start}"),
        };
    }

    private Node.Sequence BuildSequence(TextPosition start)
    {
        ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>();
        while (events[_next] is not SequenceEnd)
            items.Add(Build());
        _next++;
        return new Node.Sequence(start, items.ToImmutable());
    }

    private Node.Mapping BuildMapping(TextPosition start)
    {
        ImmutableArray<Node.Entry>.Builder entries = ImmutableArray.CreateBuilder<Node.Entry>();
        Dictionary<string, TextPosition> seen = new(StringComparer.Ordinal);
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
            if (key is not Node.Scalar scalar)
                said.Add(key.Start, Messages.KeyIsNoText(key.Shape));
            else if (!seen.TryAdd(scalar.Text, key.Start))
                said.Add(key.Start, Messages.DuplicateKey(scalar.Text, seen[scalar.Text].Line));
            else
                entries.Add(new Node.Entry(scalar, value));
        }

        _next++;
        return new Node.Mapping(start, entries.ToImmutable());
    }
}
