using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Label and field selectors of lists and watches.</summary>
internal sealed partial class Selectors
{
    private readonly List<Func<JsonObject, bool>> _rules = [];

    /// <summary>Reads both.</summary>
    /// <exception cref="ApiFailureException">One of them cannot be read, or names a field that is not indexed.</exception>
    public static Selectors Read(RequestQuery query, RequestPath path, ResourceKind kind)
    {
        Selectors selectors = new();
        string fields = query["fieldSelector"];
        foreach (string term in fields.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Match match = FieldTerm().Match(term);
            string field = match.Groups[1].Value;
            if (!match.Success)
                throw ApiFailureException.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
            bool known = field is "metadata.name" or "metadata.namespace" || (!kind.IsCustom && !field.StartsWith("metadata.", StringComparison.Ordinal));
            if (!known)
            {
                string what = $"{kind.ApiVersion(path.Version)}, Resource={kind.Plural}";
                string labels = query["labelSelector"];
                throw ApiFailureException.BadRequest(
                    $"Unable to find \"{what}\" that match label selector \"{labels}\", field selector \"{fields}\": field label not supported: {field}");
            }

            bool equal = match.Groups[2].Value != "!=";
            selectors._rules.Add(o => Text(o, field.Split('.')) == match.Groups[3].Value == equal);
        }

        foreach (string term in LabelTerms(query["labelSelector"]))
            selectors._rules.Add(LabelRule(term));
        return selectors;
    }

    /// <summary>Whether an object is selected.</summary>
    public bool Match(JsonObject o) => _rules.TrueForAll(rule => rule(o));

    private static Func<JsonObject, bool> LabelRule(string term)
    {
        Match match = SetTerm().Match(term);
        if (match.Success)
        {
            string[] values = [.. match.Groups[3].Value.Split(',').Select(value => value.Trim())];
            bool within = match.Groups[2].Value == "in";
            return o => Label(o, match.Groups[1].Value) is { } value ? values.Contains(value) == within : !within;
        }

        match = EqualityTerm().Match(term);
        if (match.Success)
            return match.Groups[2].Value == "!=" ? o => Label(o, match.Groups[1].Value) != match.Groups[3].Value : o => Label(o, match.Groups[1].Value) == match.Groups[3].Value;
        match = ExistenceTerm().Match(term);
        if (!match.Success)
            throw ApiFailureException.BadRequest($"unable to parse requirement: found '{term}', expected: in, notin, =, ==, !=, gt, lt");
        return o => Label(o, match.Groups[2].Value) is not null == (match.Groups[1].Length == 0);
    }

    private static IEnumerable<string> LabelTerms(string text)
    {
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is '(' or ')')
                depth += text[i] == '(' ? 1 : -1;
            if (i < text.Length && !(text[i] == ',' && depth == 0))
                continue;
            if (text[from..i].Trim() is { Length: > 0 } term)
                yield return term;
            from = i + 1;
        }
    }

    private static string? Label(JsonObject o, string name) => JsonText.At(o, "metadata", "labels", name)?.ToString();

    private static string Text(JsonObject o, string[] path) => JsonText.At(o, path)?.ToString() ?? "";

    [GeneratedRegex("^([^=!]+)(==|=|!=)(.*)$")]
    private static partial Regex FieldTerm();

    [GeneratedRegex(@"^([^\s!=,()]+)\s+(in|notin)\s*\(([^)]*)\)$")]
    private static partial Regex SetTerm();

    [GeneratedRegex(@"^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$")]
    private static partial Regex EqualityTerm();

    [GeneratedRegex(@"^(!?)\s*([^\s!=,()]+)$")]
    private static partial Regex ExistenceTerm();
}
