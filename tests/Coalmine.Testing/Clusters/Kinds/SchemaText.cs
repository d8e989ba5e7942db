using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>
/// Reads schemas written as indented lines: <c>name: type</c>, <c>name!: type</c> for what is required, two blanks deeper for what is inside. Types: any, open,
/// object, list, list of T, map of T, text, int, number, bool, intstr, and the name of a definition, which is a line <c>@name: object</c>. Options behind the
/// type: min=, max=, enum=a|b, default=JSON, keys=a,b, set, most=, fewest=.
/// </summary>
internal static class SchemaText
{
    /// <summary>The schema of an object with the given lines as fields.</summary>
    public static Schema Read(string text)
    {
        Dictionary<string, Schema> defined = new(StringComparer.Ordinal);
        string[] lines = [.. text.Split('\n').Where(line => line.Trim().Length > 0)];
        foreach (string line in lines.Where(line => line.StartsWith('@')))
            defined[line[1..line.IndexOf(':', StringComparison.Ordinal)]] = Named(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), defined);
        Schema root = new() { Type = SchemaType.Record };
        Stack<(int Depth, Schema Schema)> open = new([(-1, root)]);
        foreach (string line in lines)
        {
            int depth = (line.Length - line.TrimStart().Length) / 2;
            while (open.Peek().Depth >= depth)
                open.Pop();
            string[] words = line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string name = words[0].TrimEnd(':');
            if (name.StartsWith('@'))
            {
                open.Push((depth, defined[name[1..]]));
                continue;
            }

            Schema field = TypeOf(words, defined);
            Schema parent = open.Peek().Schema;
            parent.Fields[name.TrimEnd('!')] = field;
            if (name.EndsWith('!'))
                parent.Required.Add(name.TrimEnd('!'));
            open.Push((depth, field.Type is SchemaType.List or SchemaType.Map && field.Items is { Type: SchemaType.Record } items ? items : field));
        }

        return root;
    }

    private static Schema TypeOf(string[] words, Dictionary<string, Schema> defined)
    {
        bool holds = words.Length > 3 && words[2] == "of";
        Schema schema = holds ? new Schema { Items = Named(words[3], defined) } : Named(words[1], defined);
        if (holds)
            schema.Type = words[1] == "list" ? SchemaType.List : SchemaType.Map;
        else if (words[1] == "list")
            schema.Items = new Schema { Type = SchemaType.Record };
        foreach (string option in words.Skip(holds ? 4 : 2))
            Option(schema, option);
        return schema;
    }

    private static void Option(Schema schema, string option)
    {
        int equals = option.IndexOf('=', StringComparison.Ordinal);
        string value = option[(equals + 1)..];
        switch (equals < 0 ? option : option[..equals])
        {
            case "min":
                schema.Least = long.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "max":
                schema.Greatest = long.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "most":
                schema.MostItems = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "fewest":
                schema.FewestItems = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "enum":
                schema.Allowed = value.Split('|');
                break;
            case "default":
                schema.Default = JsonNode.Parse(value);
                break;
            case "keys":
                schema.Keys = value.Split(',');
                break;
            case "set":
                schema.IsSet = true;
                break;
            default:
                throw new FormatException($"Read the option '{option}' of a schema.");
        }
    }

    private static Schema Named(string type, Dictionary<string, Schema> defined) => type switch
    {
        "any" => new() { Type = SchemaType.Any },
        "open" => new() { Type = SchemaType.Open },
        "object" => new() { Type = SchemaType.Record },
        "list" => new() { Type = SchemaType.List },
        "text" => new() { Type = SchemaType.Text },
        "int" => new() { Type = SchemaType.Whole },
        "number" => new() { Type = SchemaType.Number },
        "bool" => new() { Type = SchemaType.Truth },
        "intstr" => new() { Type = SchemaType.WholeOrText },
        _ => defined.TryGetValue(type, out Schema? schema) ? schema : throw new FormatException($"Read the type '{type}' in a schema."),
    };
}
