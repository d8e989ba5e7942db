using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>Places of RFC 6901.</summary>
internal static class JsonPointer
{
    /// <summary>The parts of a pointer, unescaped.</summary>
    public static string[] Split(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            throw new PatchException($"the pointer '{pointer}' does not begin with a slash");
        return [.. pointer[1..].Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>What lies at a place; throws where nothing does.</summary>
    public static JsonNode? Get(JsonNode? root, ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            root = root switch
            {
                JsonObject o when o.TryGetPropertyValue(part, out JsonNode? member) => member,
                JsonArray list => list[Index(part, list.Count - 1, list.Count)],
                _ => throw new PatchException($"nothing at '{part}'"),
            };
        }

        return root;
    }

    /// <summary>A list index up to a greatest one; a negative one counts from the end, as the server's library does.</summary>
    public static int Index(string part, int greatest, int count)
    {
        if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) || (part.Length > 1 && part.TrimStart('-')[0] == '0'))
            throw new PatchException($"'{part}' is no index");
        if (index < 0)
            index += count;
        return index >= 0 && index <= greatest ? index : throw new PatchException($"no element {part}");
    }
}
