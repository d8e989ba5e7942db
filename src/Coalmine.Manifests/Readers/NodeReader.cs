using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Readers;

/// <summary>Takes a value as it stands, for a value whose unit depends on another key.</summary>
/// <param name="name">What is read, without an article.</param>
/// <param name="allowed">What may be written, in words.</param>
public sealed class NodeReader(string name, string allowed) : Reader<Node>(name, allowed)
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }
}
