using System.Globalization;
using System.Text.Json;

namespace Coalmine.Live.Comparing;

/// <summary>Where something stands in JSON: RFC 6901 (2013).</summary>
internal sealed class JsonPointer
{
    private readonly string[] _steps;

    private JsonPointer(string[] steps) => _steps = steps;

    /// <summary>Reads <c>/outputs/0/data</c>; null for what is no pointer.</summary>
    public static JsonPointer? Read(string text)
    {
        if (text.Length == 0)
            return new JsonPointer([]);
        if (text[0] != '/')
            return null;
        string[] steps = text[1..].Split('/');
        for (int i = 0; i < steps.Length; i++)
        {
            string rest = steps[i].Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal);
            if (rest.Contains('~', StringComparison.Ordinal))
                return null;

            // In this order: ~01 means ~1.
            steps[i] = steps[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return new JsonPointer(steps);
    }

    /// <summary>What stands there; null for nothing.</summary>
    public JsonElement? Find(JsonElement root)
    {
        foreach (string step in _steps)
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(step, out JsonElement member))
                root = member;
            else if (root.ValueKind == JsonValueKind.Array && IndexOf(step) is { } index && index < root.GetArrayLength())
                root = root[index];
            else
                return null;
        }

        return root;
    }

    private static int? IndexOf(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && (step.Length == 1 || step[0] != '0') ? index : null;
}
