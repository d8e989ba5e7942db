using System.Text.Json;

namespace Coalmine.Conformance.Cases;

/// <summary>Holds what a method gave against what was expected.</summary>
internal static class Comparison
{
    /// <summary>One line for each difference, naming the key, what was expected and what came.</summary>
    public static IEnumerable<string> Differences(JsonElement expected, Outputs got, Tolerance tolerance)
    {
        foreach (JsonProperty member in expected.EnumerateObject())
        {
            if (!got.TryGet(member.Name, out Output? value))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got nothing";
            else if (!Agrees(member.Name, member.Value, value, tolerance))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got {value}";
        }
    }

    private static bool Agrees(string key, JsonElement expected, Output got, Tolerance tolerance) => got switch
    {
        Output.Undefined => expected.ValueKind == JsonValueKind.Null,
        Output.Number number => SpecialNumber.TryRead(expected, out double value) && tolerance.Accepts(key, number.Value, value),
        Output.Word word => expected.ValueKind == JsonValueKind.String && expected.GetString() == word.Value,
        Output.Sequence sequence => AgreeInOrder(key, expected, sequence.Items, tolerance),
        Output.Fields fields => expected.ValueKind == JsonValueKind.Object && !Differences(expected, fields.Values, tolerance).Any(),
        _ => throw new InvalidOperationException($"No comparison for {got.GetType().Name}."),
    };

    private static bool AgreeInOrder(string key, JsonElement expected, IReadOnlyList<Output> got, Tolerance tolerance)
    {
        if (expected.ValueKind != JsonValueKind.Array || expected.GetArrayLength() != got.Count)
            return false;
        int index = 0;
        foreach (JsonElement item in expected.EnumerateArray())
        {
            if (!Agrees(key, item, got[index++], tolerance))
                return false;
        }

        return true;
    }
}
