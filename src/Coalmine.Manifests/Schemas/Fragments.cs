using System.Text.Json.Nodes;
using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Schemas;

/// <summary>Pieces of JSON Schema that readers of single values describe themselves with.</summary>
public static class Fragments
{
    /// <summary>A text that follows a pattern (ECMA 262).</summary>
    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>Any single value but an empty text. What is written without quotes may be a number, a truth value or <c>null</c>; all are words here.</summary>
    public static JsonObject AnyText() => new() { ["type"] = new JsonArray("string", "number", "boolean", "null"), ["minLength"] = 1 };

    /// <summary>One of several words, in quotes or without.</summary>
    public static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.SelectMany(CoreScalar.ValuesOf)]) };

    /// <summary>A number with one of several units.</summary>
    /// <param name="whole">Whether only whole numbers are meant.</param>
    /// <param name="units">The units, each with the numbers that are possible in it.</param>
    public static JsonObject Quantities(bool whole, params IReadOnlyList<WrittenUnit> units)
    {
        string[] forms = [.. units.Select(u => $"{NumberPattern.Within(u.Limits, whole)}{(u.Unit.Length == 0 ? "" : $"\\s*{Escaped(u.Unit)}")}")];
        string pattern = $"^(?:{string.Join('|', forms)})\\s*$";
        WrittenUnit[] bare = [.. units.Where(u => u.Unit.Length == 0)];
        if (bare is not [{ Limits: Limits limits }])
            return Text(pattern);

        return new JsonObject
        {
            ["type"] = new JsonArray(whole ? "integer" : "number", "string"),
            [limits.WithLeast ? "minimum" : "exclusiveMinimum"] = limits.Least,
            [limits.WithMost ? "maximum" : "exclusiveMaximum"] = limits.Most,
            ["pattern"] = pattern,
        };
    }

    /// <summary>Any of several fragments.</summary>
    public static JsonObject AnyOf(params IReadOnlyList<JsonObject> fragments) =>
        fragments is [JsonObject only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. fragments]) };

    /// <summary>A mapping in which at least one of some keys is there.</summary>
    public static JsonArray AtLeastOneOf(params IReadOnlyList<MappingKey> keys) => [.. keys.Select(k => (JsonNode)Needs(k))];

    /// <summary>A mapping in which a key is there.</summary>
    public static JsonObject Needs(params IReadOnlyList<MappingKey> keys) => new() { ["required"] = new JsonArray([.. keys.Select(k => (JsonNode)k.Name)]) };

    private static string Escaped(string unit) => string.Concat(unit.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '%' or '/'
        ? letter.ToString()
        : $"\\{letter}"));
}
