using System.Globalization;
using System.Text.Json;

namespace Coalmine.Conformance.Cases;

/// <summary>Numbers as the case files write them: JSON has no infinities and no NaN, so these are texts.</summary>
internal static class SpecialNumber
{
    private static readonly Dictionary<string, double> Words = new(StringComparer.Ordinal)
    {
        ["+Inf"] = double.PositiveInfinity,
        ["Inf"] = double.PositiveInfinity,
        ["-Inf"] = double.NegativeInfinity,
        ["Infinity"] = double.PositiveInfinity,
        ["-Infinity"] = double.NegativeInfinity,
        ["NaN"] = double.NaN,
    };

    /// <summary>Reads a number or one of the texts +Inf, -Inf and NaN; Java's words for infinities too.</summary>
    public static bool TryRead(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => Words.TryGetValue(value.GetString()!, out number),
            _ => false,
        };
    }

    /// <summary>Writes a number in the same form, with all its digits.</summary>
    public static string Write(double number) => number switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
