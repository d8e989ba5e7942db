using System.Text.Json;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>JSON as values: every number is floating, as Go's package encoding/json reads it.</summary>
internal static class JsonValues
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="ConditionFault">It is none, or is nested too deeply.</exception>
    public static Value Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            throw new ConditionFault("invalid JSON");
        }
    }

    /// <summary>An element as a value.</summary>
    public static Value Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Value.Of(MapOf(element)),
        JsonValueKind.Array => Value.Of(new ValueList.Any(element.EnumerateArray().Select(Of).ToArray())),
        JsonValueKind.String => Value.Of(element.GetString()!),
        JsonValueKind.Number => Value.Of(element.GetDouble()),
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        _ => Value.Nil,
    };

    private static ValueMap MapOf(JsonElement element)
    {
        var map = new ValueMap();
        foreach (JsonProperty property in element.EnumerateObject())
            map[property.Name] = Of(property.Value);
        return map;
    }
}
