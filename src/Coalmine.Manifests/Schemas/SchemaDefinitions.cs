using System.Text.Json.Nodes;

namespace Coalmine.Manifests.Schemas;

/// <summary>
/// The fragments of a schema that have a name: each is written once, under <c>$defs</c>, and referred to everywhere else. A reader that comes upon itself
/// is referred to as well, so that a schema of readers within readers ends.
/// </summary>
public sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>A reference to the fragment of a reader, which is made where it is not there yet.</summary>
    /// <param name="reader">The reader; told from others by identity.</param>
    /// <param name="name">What it is called, in words: <c>difference of shares</c> becomes <c>differenceOfShares</c>.</param>
    /// <param name="make">Makes the fragment.</param>
    public JsonObject Refer(object reader, string name, Func<JsonObject> make)
    {
        if (_names.TryGetValue(reader, out string? known))
            return Reference(known);

        string word = Word(name);
        string free = Free(word);
        _names[reader] = free;
        _fragments[free] = [];
        JsonObject fragment = make();
        foreach ((string other, JsonObject same) in _fragments)
        {
            // Two readers made alike are one fragment.
            if (other == free || !IsNumbered(other, word) || !JsonNode.DeepEquals(same, fragment))
                continue;
            _fragments.Remove(free);
            _names[reader] = other;
            return Reference(other);
        }

        _fragments[free] = fragment;
        return Reference(free);
    }

    /// <summary>All fragments by their names, in the order of the alphabet.</summary>
    public JsonObject ToJson() => new(_fragments.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.DeepClone())));

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private string Free(string word)
    {
        int number = 1;
        while (_fragments.ContainsKey(Numbered(word, number)))
            number++;
        return Numbered(word, number);
    }

    private static string Numbered(string word, int number) =>
        number == 1 ? word : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{word}{number}");

    private static bool IsNumbered(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && name.AsSpan(word.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Word(string name)
    {
        string[] words = name.Split([' ', '.', '-', '`'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
