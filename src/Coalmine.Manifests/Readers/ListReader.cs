using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads a list; every item keeps its place.</summary>
/// <typeparam name="T">What an item becomes.</typeparam>
/// <param name="item">Reads an item.</param>
/// <param name="allowsNone">Whether the list may be empty.</param>
public sealed class ListReader<T>(Reader<T> item, bool allowsNone)
    : Reader<ImmutableArray<Located<T>>>($"list of {item.Name}", $"a list, each item of it {item.Allowed}")
{
    /// <inheritdoc/>
    public override JsonObject Describe(SchemaDefinitions definitions) => Fragment(definitions);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions)
    {
        JsonObject list = new() { ["type"] = "array", ["items"] = item.Describe(definitions) };
        if (!allowsNone)
            list["minItems"] = 1;
        return list;
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, out ImmutableArray<Located<T>> value)
    {
        value = [];
        if (node is not Node.Sequence sequence)
        {
            said.Add(node.Start, Messages.WrongShape(node.Shape, Allowed));
            return false;
        }

        if (sequence.Items.IsEmpty && !allowsNone)
        {
            said.Add(node.Start, Messages.EmptyList(Allowed));
            return false;
        }

        ImmutableArray<Located<T>>.Builder items = ImmutableArray.CreateBuilder<Located<T>>(sequence.Items.Length);
        foreach (Node child in sequence.Items)
        {
            if (item.TryRead(child, said, out T? read))
                items.Add(new Located<T>(read, child.Start));
        }

        value = items.ToImmutable();
        return value.Length == sequence.Items.Length;
    }
}
