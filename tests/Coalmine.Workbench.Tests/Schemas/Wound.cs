using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>Changes a document in one place: a key is dropped or renamed, a unit or a value is changed, an item is dropped or doubled.</summary>
/// <param name="random">Where and how.</param>
/// <param name="keys">Keys to rename others to.</param>
/// <param name="values">Values to put in the place of others.</param>
internal sealed class Wound(Random random, string[] keys, string[] values)
{
    private static readonly string[] Units = ["", "%", "pp", "s", "ms", "us", "m", "h", "d", "/s", "/min", "/h", "kg"];
    private static readonly string[] Numbers = ["0", "-1", "1", "0.5", "2", "7.5", "100", "101", "1000", "10001", "4000000000", "", "~"];

    private int _countdown;

    /// <summary>The document with one change.</summary>
    public Node Inflict(Node root)
    {
        _countdown = random.Next(Size(root));
        return Change(root);
    }

    private static int Size(Node node) => node switch
    {
        Node.Sequence sequence => 1 + sequence.Items.Sum(Size),
        Node.Mapping mapping => 1 + mapping.Entries.Sum(entry => Size(entry.Value)),
        _ => 1,
    };

    private Node Change(Node node)
    {
        if (_countdown-- == 0)
            return Hurt(node);
        return node switch
        {
            Node.Sequence sequence => sequence with { Items = [.. sequence.Items.Select(Change)] },
            Node.Mapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = Change(entry.Value) })] },
            _ => node,
        };
    }

    private Node Hurt(Node node) => node switch
    {
        Node.Mapping { Entries.Length: > 0 } mapping => Hurt(mapping),
        Node.Sequence { Items.Length: > 0 } sequence => Hurt(sequence),
        Node.Scalar scalar => Hurt(scalar),
        _ => Text(Pick(values)),
    };

    private Node.Mapping Hurt(Node.Mapping mapping)
    {
        int at = random.Next(mapping.Entries.Length);
        Node.Entry entry = mapping.Entries[at];
        string other = Pick(keys);
        return random.Next(4) switch
        {
            0 => mapping with { Entries = mapping.Entries.RemoveAt(at) },
            1 when mapping.Entries.All(e => e.Key.Text != other) => mapping with { Entries = mapping.Entries.SetItem(at, entry with { Key = Text(other) }) },
            2 => mapping with { Entries = mapping.Entries.SetItem(at, entry with { Key = Text(entry.Key.Text[..^1]) }) },
            _ => mapping with { Entries = mapping.Entries.SetItem(at, entry with { Value = Text(Pick(values)) }) },
        };
    }

    private Node.Sequence Hurt(Node.Sequence sequence)
    {
        int at = random.Next(sequence.Items.Length);
        return random.Next(3) switch
        {
            0 => sequence with { Items = sequence.Items.RemoveAt(at) },
            1 => sequence with { Items = sequence.Items.Insert(at, sequence.Items[at]) },
            _ => sequence with { Items = ImmutableArray.Create<Node>(Text(Pick(values))) },
        };
    }

    private Node Hurt(Node.Scalar scalar)
    {
        string number = new([.. scalar.Text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is '.' or '+' or '-')]);
        return random.Next(5) switch
        {
            0 => Text(number + Pick(Units)),
            1 => Text(Pick(Numbers) + scalar.Text[number.Length..]),
            2 => Text(Pick(values)),
            3 => new Node.Sequence(scalar.Start, [scalar]),
            _ => Text(scalar.Text[..(scalar.Text.Length / 2)]),
        };
    }

    private static Node.Scalar Text(string text) => new(TextPosition.Start, text);

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
