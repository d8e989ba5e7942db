using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>
/// Reads one unit, union or mapping. A reader is an immutable entry of the table of readers: it knows its name and says in words what it allows, and
/// bigger readers are put together from smaller ones.
/// </summary>
/// <typeparam name="T">What a node becomes.</typeparam>
/// <param name="name">What is read, without an article, such as <c>duration</c>.</param>
/// <param name="allowed">What may be written, such as <c>a duration like 90s or 1h30m</c>.</param>
public abstract class Reader<T>(string name, string allowed)
{
    /// <summary>What is read, without an article.</summary>
    public string Name { get; } = name;

    /// <summary>What may be written, in words.</summary>
    public string Allowed { get; } = allowed;

    /// <summary>What the reader's part of a schema is called; its name, unless readers of one name have to be told apart.</summary>
    public string DefinitionName { get; init; } = name;

    /// <summary>Reads a node. Where it returns false, at least one error has been added.</summary>
    public abstract bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out T value);

    /// <summary>
    /// What the reader allows, as JSON Schema (draft 2020-12): a reference to its fragment, which is written once under its name. A schema may allow more
    /// than the reader, never less.
    /// </summary>
    /// <param name="definitions">The fragments of the schema.</param>
    public virtual JsonObject Describe(SchemaDefinitions definitions) => definitions.Refer(this, DefinitionName, () => Described(definitions));

    /// <summary>How a value would be written in a file, for the defaults of a schema; nothing where it cannot be written.</summary>
    /// <param name="value">The value.</param>
    /// <param name="written">The value as JSON.</param>
    public virtual bool TryWrite(T value, [NotNullWhen(true)] out JsonNode? written)
    {
        written = null;
        return false;
    }

    /// <summary>The fragment of the reader: what may be written, without words of explanation.</summary>
    /// <param name="definitions">Takes the fragments of the readers that this one is put together from.</param>
    protected abstract JsonObject Fragment(SchemaDefinitions definitions);

    /// <summary>The fragment with what is allowed in words.</summary>
    /// <param name="definitions">The fragments of the schema.</param>
    protected JsonObject Described(SchemaDefinitions definitions)
    {
        JsonObject described = new() { ["description"] = Allowed };
        foreach ((string key, JsonNode? value) in Fragment(definitions))
            described[key] = value?.DeepClone();
        return described;
    }
}
