using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>A key of a mapping with the reader of its values.</summary>
/// <typeparam name="T">What its values become.</typeparam>
public sealed class Key<T> : MappingKey
{
    private readonly Reader<T> _reader;

    internal Key(string name, Reader<T> reader, bool isRequired, T? absent)
        : base(name, isRequired)
    {
        _reader = reader;
        Absent = absent;
    }

    /// <inheritdoc/>
    public override string Allowed => _reader.Allowed;

    /// <summary>What is meant where the key is absent; of no meaning for a required one.</summary>
    internal T? Absent { get; }

    /// <summary>Whether absence means the same as that value written out.</summary>
    internal bool HasDefault { get; init; }

    internal override JsonObject Describe(SchemaDefinitions definitions)
    {
        JsonObject value = _reader.Describe(definitions);
        if (HasDefault && Absent is not null && _reader.TryWrite(Absent, out JsonNode? written))
            value["default"] = written;
        return value;
    }

    internal override bool TryRead(Node node, DiagnosticList said, out object? value)
    {
        bool done = _reader.TryRead(node, said, out T? read);
        value = read;
        return done;
    }
}
