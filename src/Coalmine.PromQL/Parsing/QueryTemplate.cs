using System.Text;

namespace Coalmine.PromQL.Parsing;

/// <summary>
/// A query with variables of the tools that send it: Argo's <c>{{args.x}}</c>, Flagger's <c>{{ target }}</c>, Seldon's and Iter8's <c>$sid</c>,
/// Grafana's <c>${var:regex}</c>, <c>[[var]]</c> and <c>$__rate_interval</c>. A text is no query before they are replaced.
/// A <c>$</c> before a digit, a brace with a digit or another <c>$</c> belongs to the replacement of label_replace and stays; so does one at the
/// end of a pattern.
/// </summary>
public sealed class QueryTemplate
{
    private readonly string text;
    private readonly List<QueryVariable> variables;

    private QueryTemplate(string text, List<QueryVariable> variables)
    {
        this.text = text;
        this.variables = variables;
    }

    /// <summary>The variables in the order of the text.</summary>
    public IReadOnlyList<QueryVariable> Variables => variables;

    /// <summary>Finds the variables of a text.</summary>
    /// <param name="text">The text of a manifest, a dashboard or a script.</param>
    public static QueryTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<QueryVariable>();
        for (int at = 0; at < text.Length; at++)
        {
            if (TryVariable(text, at, out var variable))
            {
                found.Add(variable);
                at += variable.Length - 1;
            }
        }

        return new QueryTemplate(text, found);
    }

    /// <summary>Replaces every variable, or says which has no value.</summary>
    /// <param name="valueOf">The value of a variable by its name, such as <c>args.service-name</c> or <c>target</c>; null for one that is not known.</param>
    /// <param name="query">The text with all variables replaced; empty after an error.</param>
    /// <param name="error">Where the first variable without a value stands.</param>
    public bool TryFill(Func<string, string?> valueOf, out string query, out PromQLError? error)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        var filled = new StringBuilder();
        int copied = 0;
        query = "";
        error = null;
        foreach (var variable in variables)
        {
            string written = text.Substring(variable.Offset, variable.Length);
            if (valueOf(variable.Name) is not { } value)
            {
                var position = SourcePosition.In(text, variable.Offset);
                error = new PromQLError(position, PromQLMessages.NoValue(variable.Name), PromQLMessages.Quote(written), "");
                return false;
            }

            filled.Append(text, copied, variable.Offset - copied).Append(value);
            copied = variable.Offset + variable.Length;
        }

        query = filled.Append(text, copied, text.Length - copied).ToString();
        return true;
    }

    /// <summary>
    /// Replaces every variable by something that parses, to see whether the rest is a query: a duration between brackets, else a word.
    /// </summary>
    public string WithPlaceholders()
    {
        var filled = new StringBuilder();
        int copied = 0;
        foreach (var variable in variables)
        {
            filled.Append(text, copied, variable.Offset - copied);
            copied = variable.Offset + variable.Length;
            filled.Append(Placeholder(filled, copied));
        }

        return filled.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>In <c>[{{ interval }}]</c> a duration; in <c>[${elapsed}s]</c>, where the unit is written, a number.</summary>
    private string Placeholder(StringBuilder before, int end)
    {
        int at = before.Length - 1;
        while (at >= 0 && char.IsWhiteSpace(before[at]))
            at--;
        bool isDuration = at >= 0 && before[at] is '[' or ':' && !InQuotes(before);
        if (!isDuration)
            return "x";
        return end < text.Length && char.IsAsciiLetter(text[end]) ? "1" : "1m";
    }

    private static bool InQuotes(StringBuilder before)
    {
        char quote = '\0';
        for (int i = 0; i < before.Length; i++)
        {
            char c = before[i];
            if (c == '\\' && quote is '"' or '\'')
                i++;
            else if (c is '"' or '\'' or '`' && (quote == '\0' || quote == c))
                quote = quote == '\0' ? c : '\0';
        }

        return quote != '\0';
    }

    private static bool TryVariable(string text, int at, out QueryVariable variable)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("{{"))
            return TryEnclosed(text, at, "{{", "}}", out variable);
        if (rest.StartsWith("[["))
            return TryEnclosed(text, at, "[[", "]]", out variable);
        if (rest.StartsWith("${"))
            return TryEnclosed(text, at, "${", "}", out variable);
        int end = at + 1;
        bool isWord = text[at] == '$' && end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_');
        while (isWord && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        variable = isWord ? new QueryVariable(text[(at + 1)..end], at, end - at) : default;
        return isWord;
    }

    /// <summary>The name is what stands inside, without a leading <c>$</c> or point, and without the format behind a colon.</summary>
    private static bool TryEnclosed(string text, int at, string open, string close, out QueryVariable variable)
    {
        int start = at + open.Length;
        int end = text.IndexOf(close, start, StringComparison.Ordinal);
        variable = default;
        if (end < 0)
            return false;
        string name = text[start..end].Trim().TrimStart('$', '.').Split(':')[0].Trim();
        bool isName = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or ' ');
        variable = new QueryVariable(name, at, end + close.Length - at);
        return isName;
    }
}
