using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Flagger;

/// <summary>Reads the members of one JSON object by name; what is there must be of the right kind.</summary>
/// <param name="element">The object.</param>
/// <param name="where">Its place, for messages.</param>
internal sealed class CaseMembers(JsonElement element, string where)
{
    /// <summary>Its place.</summary>
    public string Where => where;

    /// <summary>The names of the members that are there.</summary>
    public IEnumerable<string> Names => element.EnumerateObject().Select(member => member.Name);

    /// <summary>The members of a value, which must be an object.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static CaseMembers Of(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object
        ? new CaseMembers(element, where)
        : throw new RefusedException($"{where}: read {CaseFile.Describe(element)}. Allowed: an object.");

    /// <summary>A member that must be there and of a kind.</summary>
    public JsonElement Required(string name, JsonValueKind kind) => CaseFile.Member(element, name, kind, where);

    /// <summary>Whether a member is there and not null.</summary>
    public bool Has(string name) => TryFind(name, out _);

    /// <summary>A member that is there and not null.</summary>
    public bool TryFind(string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text, or another one where it is absent.</summary>
    public string Text(string name, string otherwise = "") =>
        !TryFind(name, out JsonElement value) ? otherwise : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Refuse(name, value, "a text");

    /// <summary>A number; absent gives null.</summary>
    public double? Number(string name) =>
        !TryFind(name, out JsonElement value) ? null : SpecialNumber.TryRead(value, out double number) ? number : throw Refuse(name, value, "a number");

    /// <summary>A whole number, or 0 where it is absent.</summary>
    public int Count(string name) =>
        !TryFind(name, out JsonElement value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Refuse(name, value, "a whole number");

    /// <summary>True or false; absent gives null.</summary>
    public bool? Flag(string name) => !TryFind(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(name, value, "true or false"),
    };

    /// <summary>The items of a list; none where it is absent.</summary>
    public IReadOnlyList<JsonElement> Items(string name) =>
        !TryFind(name, out JsonElement value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : throw Refuse(name, value, "a list");

    /// <summary>Says that a member is not what it may be.</summary>
    public RefusedException Refuse(string name, JsonElement read, string allowed) =>
        new($"{where}: read {CaseFile.Describe(read)} for \"{name}\". Allowed: {allowed}.");
}
