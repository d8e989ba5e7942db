using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Argo;

/// <summary>One recorded case of Argo Rollouts.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">A kind of unit case, or the list under <c>computed</c> that it stands in.</param>
/// <param name="Element">The whole case.</param>
internal sealed record ArgoCase(string Id, string Kind, JsonElement Element)
{
    /// <summary>The lists of computed cases; each is a kind of its own.</summary>
    private static readonly string[] ComputedLists = ["expressions", "analysis_runs", "rollouts"];

    /// <summary>What goes in; a unit case has it under <c>inputs</c>, a computed case beside everything else.</summary>
    public JsonElement Inputs => Element.TryGetProperty("inputs", out JsonElement inputs) ? inputs : Element;

    /// <summary>What must come out.</summary>
    public JsonElement Expected => Element.TryGetProperty("expected", out JsonElement expected) ? expected : Element;

    /// <summary>The cases of a file: unit cases first, then the computed ones, in order.</summary>
    /// <exception cref="RefusedException">The file is not one of cases.</exception>
    public static IEnumerable<ArgoCase> ReadAll(string file)
    {
        JsonElement root = CaseFile.Read(file);
        if (root.ValueKind != JsonValueKind.Object || !(root.TryGetProperty("unit_cases", out _) || root.TryGetProperty("computed", out _)))
            throw new RefusedException($"{file}: read {CaseFile.Describe(root)}. Allowed: an object with \"unit_cases\": [...] or \"computed\": {{...}}.");
        return ReadUnitCases(root, file).Concat(ReadComputed(root, file));
    }

    private static IEnumerable<ArgoCase> ReadUnitCases(JsonElement root, string file)
    {
        if (!root.TryGetProperty("unit_cases", out _))
            yield break;
        int number = 0;
        foreach (JsonElement element in CaseFile.List(root, "unit_cases", file))
        {
            string where = $"{file}: unit case {++number}";
            string id = CaseFile.Member(element, "id", JsonValueKind.String, where).GetString()!;
            where = $"{where} ({id})";
            string kind = CaseFile.Member(element, "kind", JsonValueKind.String, where).GetString()!;
            CaseFile.Member(element, "inputs", JsonValueKind.Object, where);
            CaseFile.Member(element, "expected", JsonValueKind.Object, where);
            yield return new ArgoCase(id, kind, element);
        }
    }

    private static IEnumerable<ArgoCase> ReadComputed(JsonElement root, string file)
    {
        if (!root.TryGetProperty("computed", out _))
            yield break;
        JsonElement computed = CaseFile.Member(root, "computed", JsonValueKind.Object, file);
        foreach (string list in ComputedLists.Where(name => computed.TryGetProperty(name, out _)))
        {
            int number = 0;
            foreach (JsonElement element in CaseFile.List(computed, list, $"{file}: computed"))
            {
                string where = $"{file}: case {++number} of {list}";
                string id = CaseFile.Member(element, "id", JsonValueKind.String, where).GetString()!;
                where = $"{where} ({id})";
                if (list == "expressions")
                    CaseFile.Member(element, "phase", JsonValueKind.String, where);
                else
                    CaseFile.Member(element, "expected", JsonValueKind.Object, where);
                yield return new ArgoCase(id, list, element);
            }
        }
    }
}
