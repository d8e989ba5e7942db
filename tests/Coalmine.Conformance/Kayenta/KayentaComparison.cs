using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Kayenta;

/// <summary>
/// Holds our answers against the recorded ones. Numbers that the code gave when it was run are reproduced to 1e-7; those that a unit test asserts carry a
/// tolerance of their own.
/// </summary>
internal static class KayentaComparison
{
    private const double Reproduced = 1e-7;
    private const double SmallestAllowed = 1e-10;
    private const double OfRounding = 1e-12;

    /// <summary>
    /// The differences for everything that is expected or was observed. Where both are given for a number, what was observed has more digits and is what counts,
    /// unless the case has a tolerance for what is expected.
    /// </summary>
    /// <param name="one">The case.</param>
    /// <param name="got">Our answers.</param>
    /// <param name="noise">How much further a key may be off, where the recorded value is random.</param>
    public static IEnumerable<string> Differences(KayentaCase one, Outputs got, Func<string, double>? noise = null)
    {
        JsonElement expected = ObjectOf(one, "expect"), observed = ObjectOf(one, "observed");
        bool hasTolerance = one.Element.TryGetProperty("tolerance", out JsonElement tolerance) && one.Group != "classifier";
        foreach ((JsonElement wanted, bool isExpected) in new[] { (expected, true), (observed, false) })
        {
            if (wanted.ValueKind != JsonValueKind.Object)
                continue;
            foreach (JsonProperty member in wanted.EnumerateObject())
            {
                bool isRepeated = isExpected && !hasTolerance && observed.ValueKind == JsonValueKind.Object && observed.TryGetProperty(member.Name, out _);
                double? own = isExpected && hasTolerance ? Tolerance(tolerance, member.Name) : null;
                if (!isRepeated && Difference(member.Name, member.Value, got, own, noise?.Invoke(member.Name) ?? 0) is { } difference)
                    yield return difference;
            }
        }
    }

    /// <summary>The difference of a single number, or null.</summary>
    public static string? Difference(string name, JsonElement expected, double got, double? tolerance) =>
        Difference(name, expected, new Outputs { [name] = got }, tolerance, 0);

    /// <summary>The case's tolerance for what it expects, if it has one.</summary>
    public static double? ToleranceOf(KayentaCase one, string key) =>
        one.Element.TryGetProperty("tolerance", out JsonElement tolerance) ? Tolerance(tolerance, key) : null;

    /// <summary>Whether a number is the recorded one.</summary>
    public static bool Agrees(double expected, double got, double? tolerance, double noise)
    {
        if (!double.IsFinite(expected) || !double.IsFinite(got))
            return expected.Equals(got);
        double size = Math.Abs(expected);
        double allowed = tolerance ?? Math.Max(SmallestAllowed, Reproduced * Math.Min(1, size));
        return Math.Abs(expected - got) <= Math.Max(allowed, OfRounding * size) + noise;
    }

    private static string? Difference(string name, JsonElement expected, Outputs got, double? tolerance, double noise)
    {
        if (!got.TryGet(name, out Output? value))
            return $"{name}: expected {CaseFile.Compact(expected)}, got nothing";
        bool agrees = value switch
        {
            Output.Number number => SpecialNumber.TryRead(expected, out double wanted) && Agrees(wanted, number.Value, tolerance, noise),
            Output.Word { Value: "true" or "false" } word when expected.ValueKind is JsonValueKind.True or JsonValueKind.False =>
                expected.GetBoolean() == (word.Value == "true"),
            Output.Word word => expected.ValueKind == JsonValueKind.String && expected.GetString() == word.Value,
            Output.Undefined => expected.ValueKind == JsonValueKind.Null,
            _ => throw new InvalidOperationException($"No comparison for {value.GetType().Name}."),
        };
        return agrees ? null : $"{name}: expected {CaseFile.Compact(expected)}, got {value}";
    }

    private static double? Tolerance(JsonElement tolerance, string key)
    {
        if (tolerance.ValueKind == JsonValueKind.Number)
            return tolerance.GetDouble();
        bool hasOwn = tolerance.ValueKind == JsonValueKind.Object && tolerance.TryGetProperty(key, out _);
        return hasOwn && tolerance.GetProperty(key).ValueKind == JsonValueKind.Number ? tolerance.GetProperty(key).GetDouble() : null;
    }

    private static JsonElement ObjectOf(KayentaCase one, string member)
    {
        if (!one.Element.TryGetProperty(member, out JsonElement value))
            return default;
        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw new CaseFormatException($"'{member}' is {CaseFile.Describe(value)}; allowed: an object");
    }
}
