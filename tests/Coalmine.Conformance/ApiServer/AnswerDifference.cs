using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Coalmine.Conformance.ApiServer;

/// <summary>Where two bodies differ, apart from identities and times.</summary>
internal static partial class AnswerDifference
{
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal) { "uid", "creationTimestamp", "deletionTimestamp", "time", "selfLink" };

    /// <summary>The first difference in words; nothing where there is none.</summary>
    /// <param name="expected">What was recorded.</param>
    /// <param name="got">What our server says.</param>
    /// <param name="isLenient">Whether version and generation do not count, because what was before is not known.</param>
    public static string? Find(JsonNode? expected, JsonNode? got, bool isLenient) => Find(expected, got, "", isLenient);

    private static string? Find(JsonNode? expected, JsonNode? got, string path, bool isLenient)
    {
        switch (expected, got)
        {
            case (JsonObject a, JsonObject b):
                return InObjects(a, b, path, isLenient);
            case (JsonArray a, JsonArray b):
                if (a.Count != b.Count)
                    return $"{path}: expected {a.Count} elements, got {b.Count}";
                return a.Zip(b).Select((pair, index) => Find(pair.First, pair.Second, $"{path}[{index}]", isLenient)).FirstOrDefault(difference => difference is not null);
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.String && b.GetValueKind() == JsonValueKind.String:
                return Normal(a.ToString(), path) == Normal(b.ToString(), path) ? null : Told(path, a, b);
            default:
                return JsonNode.DeepEquals(expected, got) ? null : Told(path, expected, got);
        }
    }

    private static string? InObjects(JsonObject expected, JsonObject got, string path, bool isLenient)
    {
        foreach (string name in expected.Select(one => one.Key).Union(got.Select(one => one.Key)))
        {
            string place = path.Length == 0 ? name : $"{path}.{name}";
            if (!expected.ContainsKey(name))
            {
                // The recorder left the owners of single objects out.
                if (name == "managedFields")
                    continue;
                return $"{place}: expected nothing, got {Short(got[name])}";
            }

            if (!got.ContainsKey(name))
                return $"{place}: expected {Short(expected[name])}, got nothing";
            if (isLenient && name is "resourceVersion" or "generation" && path.EndsWith("metadata", StringComparison.Ordinal) && isLenient)
                continue;
            if (Volatile.Contains(name) && expected[name] is JsonValue && got[name] is JsonValue)
                continue;
            if (Find(expected[name], got[name], place, isLenient) is { } difference)
                return difference;
        }

        return null;
    }

    private static string Normal(string text, string path)
    {
        if (path.EndsWith("metadata.continue", StringComparison.Ordinal))
            return Start(text);
        string normal = Identity().Replace(text, "<uid>");
        normal = OldestVersion().Replace(normal, "too old resource version: $1");
        normal = OwnersTime().Replace(normal, "$1:");
        return DecoderPlace().Replace(normal, "");
    }

    private static string Start(string token)
    {
        try
        {
            string padded = token.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (token.Length % 4)) % 4);
            return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded)))?["start"]?.ToString() ?? "";
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return token;
        }
    }

    private static string Told(string path, JsonNode? expected, JsonNode? got) => $"{path}: expected {Short(expected)}, got {Short(got)}";

    private static string Short(JsonNode? node)
    {
        string text = node is null ? "null" : node.ToJsonString();
        return text.Length <= 300 ? text : text[..297] + "...";
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identity();

    [GeneratedRegex(@"too old resource version: (\d+) \(\d+\)")]
    private static partial Regex OldestVersion();

    // Some versions say when a conflicting owner wrote.
    [GeneratedRegex(@"( using \S+) at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ:")]
    private static partial Regex OwnersTime();

    [GeneratedRegex(", error found in #.*$", RegexOptions.Singleline)]
    private static partial Regex DecoderPlace();
}
