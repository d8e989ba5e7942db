using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// Gathers the entries of one mapping: keys must be words and no key may be there twice; merge keys add what the mapping does not say itself
/// where that is wanted (https://yaml.org/type/merge.html: earlier mappings of a list win over later ones).
/// </summary>
internal sealed class EntryCollector(DiagnosticList said, bool merges)
{
    private const string MergeKey = "<<";

    private readonly ImmutableArray<Node.Entry>.Builder _written = ImmutableArray.CreateBuilder<Node.Entry>();
    private readonly Dictionary<string, TextPosition> _seen = new(StringComparer.Ordinal);
    private List<Node.Mapping>? _merged;

    /// <summary>Takes the next key with its value.</summary>
    public void Add(Node key, Node value)
    {
        if (key is not Node.Scalar scalar)
            said.Add(key.Start, Messages.KeyIsNoText(key.Shape));
        else if (!_seen.TryAdd(scalar.Text, key.Start))
            said.Add(key.Start, Messages.DuplicateKey(scalar.Text, _seen[scalar.Text].Line));
        else
        {
            _written.Add(new Node.Entry(scalar, value));
            if (merges && IsMerge(scalar))
                Merge(value);
        }
    }

    /// <summary>The mapping.</summary>
    public Node.Mapping Finish(TextPosition start)
    {
        ImmutableArray<Node.Entry> written = _written.ToImmutable();
        if (_merged is null)
            return new Node.Mapping(start, written);

        ImmutableArray<Node.Entry>.Builder says = ImmutableArray.CreateBuilder<Node.Entry>();
        says.AddRange(written.Where(entry => !IsMerge(entry.Key)));
        HashSet<string> known = new(says.Select(entry => entry.Key.Text), StringComparer.Ordinal);
        foreach (Node.Entry entry in _merged.SelectMany(mapping => mapping.Entries))
        {
            if (known.Add(entry.Key.Text))
                says.Add(entry with { IsMerged = true });
        }

        return new Node.Mapping(start, says.ToImmutable()) { Written = written };
    }

    /// <summary>Whether a key takes in other mappings: <c>&lt;&lt;</c> without quotes.</summary>
    public static bool IsMerge(Node.Scalar key) => key is { Text: MergeKey, Form: ScalarForm.Plain, Tag: "" };

    private void Merge(Node value)
    {
        _merged ??= [];
        foreach (Node part in value is Node.Sequence list ? list.Items : [value])
        {
            if (part is Node.Mapping mapping)
                _merged.Add(mapping);
            else
                said.Add(part.Start, Messages.MergeNeedsKeys(part.Shape));
        }
    }
}
