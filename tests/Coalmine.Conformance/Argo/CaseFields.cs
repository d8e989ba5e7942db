using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Argo;

/// <summary>Whole numbers of a case, and its expectations held against what was got.</summary>
internal static class CaseFields
{
    /// <summary>A whole number, or null.</summary>
    public static int? Whole(JsonElement element, string name)
    {
        if (ArgoValues.Number(element, name) is not { } number)
            return null;
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw new CaseFormatException($"'{name}' is {number}; allowed: a whole number");
    }

    /// <summary>A whole number that must be there.</summary>
    public static int Needed(JsonElement element, string name) => Whole(element, name) ?? throw new CaseFormatException($"the input '{name}' is missing");

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
