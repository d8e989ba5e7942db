using System.Text.Json.Nodes;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>A document as an editor hands it to a validator: with the types of YAML's core schema, or all of it in quotes.</summary>
internal static class TypedYaml
{
    public static JsonNode? Of(Node node, bool inQuotes = false) => node switch
    {
        // Nothing at all cannot be in quotes.
        Node.Scalar scalar => inQuotes && scalar.Text.Length > 0 ? JsonValue.Create(scalar.Text) : CoreScalar.Plain(scalar.Text),
        Node.Sequence sequence => new JsonArray([.. sequence.Items.Select(item => Of(item, inQuotes))]),
        Node.Mapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Of(entry.Value, inQuotes)))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
