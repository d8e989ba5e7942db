using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Takes a value as it stands, for a value whose unit depends on another key.</summary>
/// <param name="name">What is read, without an article.</param>
/// <param name="allowed">What may be written, in words.</param>
/// <param name="possible">The readers of which one will read the value, as they describe themselves.</param>
public sealed class NodeReader(string name, string allowed, params Func<SchemaDefinitions, JsonObject>[] possible) : Reader<Node>(name, allowed)
{
    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) =>
        possible is [Func<SchemaDefinitions, JsonObject> only] ? only(definitions) : base.Describe(definitions);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.AnyOf([.. possible.Select(describe => describe(definitions))]);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }
}
