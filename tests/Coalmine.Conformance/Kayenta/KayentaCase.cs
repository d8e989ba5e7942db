using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Kayenta;

/// <summary>One case: its group, its place in the file, and its members.</summary>
internal sealed record KayentaCase(string Group, string Id, string Where, JsonElement Element)
{
    private const string Expectation = "expect";
    private const string Observation = "observed";

    /// <summary>The members by name.</summary>
    public CaseInputs Inputs { get; } = new(Element, Element);

    /// <summary>The cases of a file, in order.</summary>
    /// <exception cref="RefusedException">The file is not one of cases.</exception>
    public static IReadOnlyList<KayentaCase> ReadAll(string file)
    {
        JsonElement root = CaseFile.Read(file);
        if (root.ValueKind != JsonValueKind.Object)
            throw new RefusedException($"{file}: read {CaseFile.Describe(root)}. Allowed: an object with lists of cases by group.");
        List<KayentaCase> all = [];
        bool hasGroup = false;
        foreach (JsonProperty group in root.EnumerateObject())
        {
            if (group.Value.ValueKind == JsonValueKind.String && !KayentaAnswers.Groups.ContainsKey(group.Name))
                continue;
            if (group.Value.ValueKind != JsonValueKind.Array)
                throw new RefusedException($"{file}: read {CaseFile.Describe(group.Value)} for \"{group.Name}\". Allowed: a list of cases.");
            hasGroup = true;
            int number = 0;
            foreach (JsonElement element in group.Value.EnumerateArray())
                all.Add(Read(group.Name, element, ++number, file));
        }

        return hasGroup ? all : throw new RefusedException($"{file}: read an object without cases. Allowed: lists by group, such as \"judge\": [...].");
    }

    /// <summary>The case's own note has a word.</summary>
    public bool Notes(string word) =>
        Element.TryGetProperty("note", out JsonElement note) && note.ValueKind == JsonValueKind.String
        && note.GetString()!.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text, or another one where it is absent or null.</summary>
    public string Text(string name, string otherwise) => Inputs.Has(name) ? Inputs.Text(name) : otherwise;

    /// <summary>True or false; false where it is absent or null.</summary>
    public bool Flag(string name) => Inputs.Has(name) && Inputs.Flag(name);

    private static KayentaCase Read(string group, JsonElement element, int number, string file)
    {
        string where = $"{file}: {group} case {number}";
        if (element.ValueKind != JsonValueKind.Object)
            throw new RefusedException($"{where}: read {CaseFile.Describe(element)}. Allowed: a case, which is an object.");
        string id = $"{group} {number}";
        if (element.TryGetProperty("name", out JsonElement name))
            id = $"{id} ({CaseFile.Member(element, "name", JsonValueKind.String, where).GetString()})";
        if (!element.EnumerateObject().Any(member => member.Name == Observation || member.Name.StartsWith(Expectation, StringComparison.Ordinal)))
            throw new RefusedException($"{where}: read a case that expects nothing. Allowed: a member \"{Observation}\", or one that begins with \"{Expectation}\".");
        return new KayentaCase(group, id, where, element);
    }
}
