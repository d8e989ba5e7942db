using System.Text.Json;

namespace Coalmine.Conformance.Cases;

/// <summary>The inputs and parameters of a case, read by name.</summary>
internal sealed class CaseInputs(JsonElement inputs, JsonElement parameters)
{
    /// <summary>A number; the texts +Inf, -Inf and NaN count as such.</summary>
    public double Number(string name) => AsNumber(Find(name), name);

    /// <summary>A number, or another one where it is absent or null.</summary>
    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    /// <summary>A whole number.</summary>
    public long Count(string name)
    {
        double value = Number(name);
        return value == Math.Floor(value) && Math.Abs(value) < 1e18 ? (long)value : throw Unfit(name, "a whole number", Find(name));
    }

    /// <summary>A text.</summary>
    public string Text(string name)
    {
        JsonElement value = Find(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unfit(name, "a text", value);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name) => Find(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unfit(name, "true or false", Find(name)),
    };

    /// <summary>A list of numbers.</summary>
    public double[] Numbers(string name) => AsNumbers(Find(name), name);

    /// <summary>A list of lists of numbers.</summary>
    public double[][] Table(string name) => Items(Find(name), name).Select(row => AsNumbers(row, name)).ToArray();

    /// <summary>Whether a value is there and not null.</summary>
    public bool Has(string name) => TryFind(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static double[] AsNumbers(JsonElement list, string name) => Items(list, name).Select(item => AsNumber(item, name)).ToArray();

    private static JsonElement.ArrayEnumerator Items(JsonElement list, string name) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Unfit(name, "a list", list);

    private static double AsNumber(JsonElement value, string name) =>
        SpecialNumber.TryRead(value, out double number) ? number : throw Unfit(name, "a number", value);

    private static CaseFormatException Unfit(string name, string allowed, JsonElement read) =>
        new($"'{name}' is {CaseFile.Describe(read)}; allowed: {allowed}");

    private JsonElement Find(string name) => TryFind(name, out JsonElement value) ? value : throw new CaseFormatException($"the input '{name}' is missing");

    private bool TryFind(string name, out JsonElement value) => inputs.TryGetProperty(name, out value) || parameters.TryGetProperty(name, out value);
}
