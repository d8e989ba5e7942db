using System.Text.Json;

namespace Coalmine.Conformance.Cases;

/// <summary>Reads files of cases; every way of not being one ends in one message.</summary>
internal static class CaseFile
{
    /// <summary>The JSON document of a file.</summary>
    /// <exception cref="RefusedException">The file cannot be read, or is not JSON.</exception>
    public static JsonElement Read(string file)
    {
        try
        {
            if (Directory.Exists(file))
                throw new RefusedException($"{file}: read a folder. Allowed: a JSON file of cases.");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RefusedException($"{file}: cannot be read ({error.Message}). Allowed: a readable JSON file of cases.");
        }
        catch (JsonException error)
        {
            string place = $"{file}({error.LineNumber + 1},{error.BytePositionInLine + 1})";
            throw new RefusedException($"{place}: read text that is not JSON ({FirstSentence(error.Message)}). Allowed: a JSON file of cases.");
        }
    }

    /// <summary>The list of cases in an object's member.</summary>
    public static IEnumerable<JsonElement> List(JsonElement root, string member, string file)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(member, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            throw new RefusedException($"{file}: read {Describe(root)} without a list '{member}'. Allowed: an object with \"{member}\": [...].");
        return list.EnumerateArray();
    }

    /// <summary>A member of a case that must be there and of a kind.</summary>
    public static JsonElement Member(JsonElement element, string member, JsonValueKind kind, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RefusedException($"{where}: read {Describe(element)}. Allowed: a case, which is an object.");
        if (!element.TryGetProperty(member, out JsonElement value))
            throw new RefusedException($"{where}: read a case without \"{member}\". Allowed: a case with \"{member}\", which is {Describe(kind)}.");
        return value.ValueKind == kind ? value : throw new RefusedException($"{where}: read {Describe(value)} for \"{member}\". Allowed: {Describe(kind)}.");
    }

    /// <summary>An element in words, cut to a readable length.</summary>
    public static string Describe(JsonElement element)
    {
        string text = element.GetRawText();
        return element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Describe(element.ValueKind) : text.Length <= 60 ? text : text[..57] + "...";
    }

    /// <summary>An element on one line.</summary>
    public static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a value",
    };

    private static string FirstSentence(string message) => message.Split(". ")[0].TrimEnd('.');
}
