using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Reads bodies.</summary>
internal static class RequestBody
{
    /// <summary>A JSON object.</summary>
    /// <exception cref="ApiFailureException">It is none.</exception>
    public static JsonObject Object(string? body) => Json(body) as JsonObject
        ?? throw ApiFailureException.BadRequest("the object provided is unrecognized (must be of type Status): couldn't get version/kind; json parse error");

    /// <summary>JSON.</summary>
    /// <exception cref="ApiFailureException">It is none.</exception>
    public static JsonNode? Json(string? body)
    {
        try
        {
            return string.IsNullOrEmpty(body) ? null : Settled(JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }));
        }
        catch (JsonException error)
        {
            throw ApiFailureException.BadRequest($"error decoding patch: {error.Message}");
        }
    }

    /// <summary>YAML, of which JSON is a part.</summary>
    /// <exception cref="ApiFailureException">It is none.</exception>
    public static JsonNode? Yaml(string? body)
    {
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(body ?? ""));
            return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode);
        }
        catch (YamlException error)
        {
            throw ApiFailureException.BadRequest($"error decoding YAML: {error.Message}");
        }
    }

    // A parsed tree shares one document and reads members only when asked; a deep copy does so now, and finds duplicates.
    private static JsonNode? Settled(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach ((_, JsonNode? member) in o)
                _ = Settled(member);
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                _ = Settled(item);
        }

        return node;
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(one => KeyValuePair.Create(((YamlScalarNode)one.Key).Value ?? "", Convert(one.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
