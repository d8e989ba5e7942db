using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Readers;

/// <summary>
/// Reads keys with values. A derived reader declares its keys as fields; unknown keys, missing keys and unreadable values are dealt with here, all of
/// them in one go, and <see cref="TryBuild"/> sees only values that can be read.
/// </summary>
/// <typeparam name="T">What the mapping becomes.</typeparam>
/// <param name="name">What is read, without an article, such as <c>plan</c>.</param>
/// <param name="owner">The same in the messages, such as <c>the plan</c>.</param>
public abstract class MappingReader<T>(string name, string owner) : Reader<T>(name, $"keys with values for {owner}")
{
    private readonly List<MappingKey> _keys = [];

    /// <summary>What is read, as messages name it.</summary>
    public string Owner { get; } = owner;

    /// <summary>The keys, in the order in which they are declared.</summary>
    public IReadOnlyList<MappingKey> Keys => _keys;

    /// <inheritdoc/>
    public sealed override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Mapping mapping)
        {
            said.Add(node.Start, Messages.WrongShape(node.Shape, $"{Allowed}: {string.Join(", ", Names)}"));
            return false;
        }

        bool complete = TryReadKeys(mapping, said, out Dictionary<MappingKey, Located<object?>> values);
        return complete && TryBuild(new Fields(node.Start, values), said, out value);
    }

    /// <summary>Declares a key that must be there.</summary>
    protected Key<TValue> Required<TValue>(string name, Reader<TValue> reader) => Declare(new Key<TValue>(name, reader, isRequired: true, default));

    /// <summary>Declares a key that may be absent.</summary>
    protected Key<TValue> Optional<TValue>(string name, Reader<TValue> reader, TValue absent) =>
        Declare(new Key<TValue>(name, reader, isRequired: false, absent));

    /// <summary>Makes the value of the fields. Where it returns false, at least one error has been added.</summary>
    protected abstract bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out T value);

    private IReadOnlyCollection<string> Names => [.. _keys.Select(k => k.Name)];

    private Key<TValue> Declare<TValue>(Key<TValue> key)
    {
        _keys.Add(key);
        return key;
    }

    private bool TryReadKeys(Node.Mapping mapping, DiagnosticList said, out Dictionary<MappingKey, Located<object?>> values)
    {
        values = [];
        bool complete = true;
        HashSet<string> attempted = [];
        foreach (Node.Entry entry in mapping.Entries)
        {
            MappingKey? key = _keys.Find(k => k.Name == entry.Key.Text);
            if (key is null)
            {
                said.Add(entry.Key.Start, Messages.UnknownKey(entry.Key.Text, Owner, Names));
                complete = false;

                // A misspelt key is not also reported as missing.
                attempted.Add(Spelling.Nearest(entry.Key.Text, Names));
                continue;
            }

            attempted.Add(key.Name);
            if (key.TryRead(entry.Value, said, out object? value))
                values[key] = new Located<object?>(value, entry.Value.Start);
            else
                complete = false;
        }

        foreach (MappingKey key in _keys.Where(k => k.IsRequired && !attempted.Contains(k.Name)))
        {
            said.Add(mapping.Start, Messages.MissingKey(key.Name, Owner, key.Allowed));
            complete = false;
        }

        return complete;
    }
}
