using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>
/// Prunes, fills in and checks custom objects as kube-apiserver 1.20 does: places in messages have no list indices, and the value that a message shows is the
/// bound for a number, and none for a list's length (go-openapi/errors 0.19).
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Takes away what the schema does not know.</summary>
    public static void Prune(JsonNode? node, Schema schema)
    {
        if (node is JsonObject o && (schema.Type is SchemaType.Record or SchemaType.Map))
        {
            foreach (string name in o.Select(member => member.Key).ToArray())
            {
                if (schema.Type == SchemaType.Record && !schema.Fields.ContainsKey(name))
                    o.Remove(name);
                else
                    Prune(o[name], schema.Of(name));
            }
        }
        else if (node is JsonArray list && schema is { Type: SchemaType.List, Items: not null })
        {
            foreach (JsonNode? item in list)
                Prune(item, schema.Items);
        }
    }

    /// <summary>Writes the defaults.</summary>
    public static void Default(JsonNode? node, Schema schema)
    {
        if (node is JsonObject o)
        {
            foreach ((string name, Schema field) in schema.Fields)
            {
                if (field.Default is not null && o[name] is null)
                    o[name] = field.Default.DeepClone();
            }

            foreach (string name in o.Select(member => member.Key).ToArray())
                Default(o[name], schema.Of(name));
        }
        else if (node is JsonArray list && schema.Items is not null)
        {
            foreach (JsonNode? item in list)
                Default(item, schema.Items);
        }
    }

    /// <summary>What is wrong with a value.</summary>
    public static IEnumerable<FieldCause> Check(JsonNode? node, Schema schema, string path)
    {
        if (schema.Type == SchemaType.Any)
            return [];
        string found = TypeOf(node);
        List<FieldCause> causes = [];
        if (!IsOfType(node, found, schema.Type))
            causes.Add(FieldCause.Invalid(path, $"\"{found}\"", $"{path} in body must be of type {NameOf(schema.Type)}: \"{found}\""));
        if (schema.Allowed.Count > 0 && !(found == "string" && schema.Allowed.Contains(node!.GetValue<string>())))
            causes.Add(FieldCause.NotSupported(path, node is null ? "null" : node.ToJsonString(), schema.Allowed));
        if (causes.Count > 0)
            return causes;
        return node switch
        {
            JsonObject o => OfObject(o, schema, path),
            JsonArray list when schema.Type == SchemaType.List => OfList(list, schema, path),
            JsonValue number when found is "integer" or "number" => OfNumber(number, schema, path),
            _ => [],
        };
    }

    private static IEnumerable<FieldCause> OfObject(JsonObject o, Schema schema, string path)
    {
        foreach (string name in schema.Required.Where(name => !o.ContainsKey(name)))
            yield return FieldCause.Required(Below(path, name), "");
        foreach ((string name, JsonNode? value) in o)
        {
            foreach (FieldCause cause in Check(value, schema.Of(name), Below(path, name)))
                yield return cause;
        }
    }

    private static IEnumerable<FieldCause> OfList(JsonArray list, Schema schema, string path)
    {
        if (schema.FewestItems > list.Count)
            yield return FieldCause.Invalid(path, "\"\"", $"{path} in body should have at least {schema.FewestItems} items");
        if (schema.MostItems < list.Count)
            yield return FieldCause.Invalid(path, "\"\"", $"{path} in body should have at most {schema.MostItems} items");
        foreach (JsonNode? item in list)
        {
            foreach (FieldCause cause in Check(item, schema.Items ?? Schema.Unknown, path))
                yield return cause;
        }
    }

    private static IEnumerable<FieldCause> OfNumber(JsonValue number, Schema schema, string path)
    {
        double value = number.GetValueKind() == JsonValueKind.Number ? double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : 0;
        if (value > schema.Greatest)
            yield return FieldCause.Invalid(path, $"{schema.Greatest}", $"{path} in body should be less than or equal to {schema.Greatest}");
        if (value < schema.Least)
            yield return FieldCause.Invalid(path, $"{schema.Least}", $"{path} in body should be greater than or equal to {schema.Least}");
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsOfType(JsonNode? node, string found, SchemaType type) => type switch
    {
        SchemaType.Whole => found == "integer",
        SchemaType.WholeOrText => found is "integer" or "string",
        SchemaType.Number => found is "integer" or "number",
        _ => found == NameOf(type),
    };

    private static string NameOf(SchemaType type) => type switch
    {
        SchemaType.Open or SchemaType.Record or SchemaType.Map => "object",
        SchemaType.List => "array",
        SchemaType.Text => "string",
        SchemaType.Whole => "integer",
        SchemaType.Number => "number",
        SchemaType.Truth => "boolean",
        _ => "integer,string",
    };

    private static string TypeOf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => double.IsInteger(double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)) ? "integer" : "number",
        },
    };
}
