using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Argo;

/// <summary>Reads members of a case; absent and null are the same.</summary>
internal static class CaseFields
{
    /// <summary>A member that is there and not null.</summary>
    public static bool Has(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A whole number, or null.</summary>
    public static int? Whole(JsonElement element, string name)
    {
        if (!Has(element, name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
            return (int)number;
        throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: a whole number");
    }

    /// <summary>A whole number that must be there.</summary>
    public static int Needed(JsonElement element, string name) => Whole(element, name) ?? throw new CaseFormatException($"the input '{name}' is missing");

    /// <summary>True or false; false when absent.</summary>
    public static bool Flag(JsonElement element, string name) => Has(element, name, out JsonElement value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: true or false"),
    };

    /// <summary>A text, or null.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (!Has(element, name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: a text");
    }

    /// <summary>The items of a list; none when absent.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name)
    {
        if (!Has(element, name, out JsonElement value))
            return [];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: a list");
    }

    /// <summary>Seconds, or another number where absent.</summary>
    public static double Seconds(JsonElement element, string name, double otherwise)
    {
        if (!Has(element, name, out JsonElement value))
            return otherwise;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: a number");
    }

    /// <summary>One line for each member of the expected object that differs from what was got by that name.</summary>
    public static IEnumerable<string> Differences(JsonElement expected, IReadOnlyDictionary<string, object?> got)
    {
        foreach (JsonProperty member in expected.EnumerateObject())
        {
            if (!got.TryGetValue(member.Name, out object? value))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got nothing";
            else if (!Agrees(member.Value, value))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got {Write(value)}";
        }
    }

    private static bool Agrees(JsonElement expected, object? got) => got switch
    {
        null => expected.ValueKind == JsonValueKind.Null,
        bool flag => expected.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False) || (!flag && expected.ValueKind == JsonValueKind.Null),
        int number => expected.ValueKind == JsonValueKind.Number && expected.GetDouble() == number,
        string text => expected.ValueKind == JsonValueKind.String && expected.GetString() == text,
        string[] texts => expected.ValueKind == JsonValueKind.Array && expected.EnumerateArray().Select(item => item.ToString()).SequenceEqual(texts),
        _ => throw new InvalidOperationException($"No comparison for {got.GetType().Name}."),
    };

    private static string Write(object? value) => value is string[] texts ? $"[{string.Join(", ", texts)}]" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
}
