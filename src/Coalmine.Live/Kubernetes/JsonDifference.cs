using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// What must be done to one object to make it another: the operations of a JSON patch (RFC 6902) and the same for people, a line each. Only what differs is
/// touched; an element that leaves a list is removed by its place, which is right because the patch is bound to the version read.
/// </summary>
internal sealed class JsonDifference
{
    private const int MostText = 200;
    private readonly ImmutableArray<string>.Builder _lines = ImmutableArray.CreateBuilder<string>();

    private JsonDifference()
    {
    }

    /// <summary>The operations, in order.</summary>
    public JsonArray Operations { get; } = [];

    /// <summary>The operations for people.</summary>
    public ImmutableArray<string> Lines => _lines.ToImmutable();

    /// <summary>Compares two objects.</summary>
    public static JsonDifference Between(JsonObject found, JsonObject wanted)
    {
        JsonDifference difference = new();
        difference.Objects(found, wanted, "", "");
        return difference;
    }

    private void Objects(JsonObject found, JsonObject wanted, string pointer, string place)
    {
        foreach ((string member, JsonNode? value) in found)
        {
            string at = $"{pointer}/{Escape(member)}";
            string where = place.Length == 0 ? member : $"{place}.{member}";
            if (!wanted.ContainsKey(member))
                Emit("remove", at, null, $"- {where}: {Short(value)}");
            else
                Values(value, wanted[member], at, where);
        }

        foreach ((string member, JsonNode? value) in wanted)
        {
            string where = place.Length == 0 ? member : $"{place}.{member}";
            if (!found.ContainsKey(member))
                Emit("add", $"{pointer}/{Escape(member)}", value, $"+ {where}: {Short(value)}");
        }
    }

    private void Values(JsonNode? found, JsonNode? wanted, string pointer, string place)
    {
        if (JsonNode.DeepEquals(found, wanted))
            return;
        if (found is JsonObject before && wanted is JsonObject after)
            Objects(before, after, pointer, place);
        else if (found is JsonArray old && wanted is JsonArray made && Kept(old, made) is int[] kept)
            Arrays(old, made, kept, pointer, place);
        else
            Emit("replace", pointer, wanted, $"  {place}: {Short(found)} -> {Short(wanted)}");
    }

    private void Arrays(JsonArray old, JsonArray made, int[] kept, string pointer, string place)
    {
        for (int i = old.Count - 1; i >= 0; i--)
        {
            if (!kept.Contains(i))
                Emit("remove", Element(pointer, i), null, $"- {Element(place, old[i], i)}: {Short(old[i])}");
        }

        for (int i = 0; i < kept.Length; i++)
            Values(old[kept[i]], made[i], Element(pointer, i), Element(place, made[i], i));
        for (int i = kept.Length; i < made.Count; i++)
            Emit("add", $"{pointer}/-", made[i], $"+ {Element(place, made[i], i)}: {Short(made[i])}");
    }

    // The places in the old list of the elements that the new list begins with; nothing where the new list is no such list.
    private static int[]? Kept(JsonArray old, JsonArray made)
    {
        if (old.Count == made.Count)
            return [.. Enumerable.Range(0, old.Count)];
        int shared = Math.Min(old.Count, made.Count);
        if (made.Count > old.Count)
            return Enumerable.Range(0, shared).All(i => IsSame(old[i], made[i])) ? [.. Enumerable.Range(0, shared)] : null;
        List<int> kept = [];
        for (int i = 0; i < old.Count && kept.Count < made.Count; i++)
        {
            if (IsSame(old[i], made[kept.Count]))
                kept.Add(i);
        }

        return kept.Count == made.Count ? [.. kept] : null;
    }

    private static bool IsSame(JsonNode? one, JsonNode? other)
    {
        string name = NameOf(one);
        return name.Length > 0 ? name == NameOf(other) : JsonNode.DeepEquals(one, other);
    }

    private static string NameOf(JsonNode? element)
    {
        string name = element.Text("name");
        return name.Length > 0 ? name : element.Text("predictor", "name");
    }

    private void Emit(string operation, string pointer, JsonNode? value, string line)
    {
        JsonObject made = new() { ["op"] = operation, ["path"] = pointer };
        if (operation != "remove")
            made["value"] = value?.DeepClone();
        Operations.Add(made);
        _lines.Add(line);
    }

    private static string Element(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    private static string Element(string place, JsonNode? element, int index)
    {
        string name = NameOf(element);
        return name.Length > 0 ? $"{place}[{name}]" : string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]");
    }

    private static string Escape(string member) =>
        member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Short(JsonNode? value)
    {
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= MostText ? text : string.Concat(text.AsSpan(0, MostText), "…");
    }
}
