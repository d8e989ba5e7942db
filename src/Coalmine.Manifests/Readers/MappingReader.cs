using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

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

    /// <summary>Declares a key whose absence means the same as a value written out; that value is the default in the schema.</summary>
    protected Key<TValue> Optional<TValue>(string name, Reader<TValue> reader, TValue absent) =>
        Declare(new Key<TValue>(name, reader, isRequired: false, absent) { HasDefault = true });

    /// <summary>Declares a key that may be absent, of which the mapping itself says what that means; see <see cref="Fields.Has"/>.</summary>
    protected Key<TValue> Optional<TValue>(string name, Reader<TValue> reader) => Declare(new Key<TValue>(name, reader, isRequired: false, default));

    /// <summary>Adds rules about several keys to the schema, where a schema can say them.</summary>
    /// <param name="schema">The schema of the mapping.</param>
    /// <param name="definitions">The fragments of the schema.</param>
    protected virtual void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
    }

    /// <inheritdoc/>
    protected sealed override JsonObject Fragment(SchemaDefinitions definitions)
    {
        JsonObject schema = new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(_keys.Select(k => KeyValuePair.Create<string, JsonNode?>(k.Name, k.Describe(definitions)))),
        };
        MappingKey[] required = [.. _keys.Where(k => k.IsRequired)];
        if (required.Length > 0)
            schema["required"] = Fragments.Needs(required)["required"]!.DeepClone();
        schema["additionalProperties"] = false;
        Constrain(schema, definitions);
        return schema;
    }

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
