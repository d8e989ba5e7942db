using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>A key of a mapping, whatever its values become.</summary>
/// <param name="name">The key.</param>
/// <param name="isRequired">Whether it must be there.</param>
public abstract class MappingKey(string name, bool isRequired)
{
    /// <summary>The key as written.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; } = isRequired;

    /// <summary>What its value may be, in words.</summary>
    public abstract string Allowed { get; }

    /// <summary>What its value may be and what its absence means, as JSON Schema.</summary>
    /// <param name="definitions">The fragments of the schema.</param>
    internal abstract JsonObject Describe(SchemaDefinitions definitions);

    internal abstract bool TryRead(Node node, DiagnosticList said, out object? value);
}
