using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>
/// Renders query templates: the part of Go's <c>text/template</c> that queries use. Functions without arguments, <c>variables.x</c>, <c>index variables "x"</c>,
/// quoted texts, comments and trim markers; anything else is a problem that names it. Runs of white space become one blank (fluxcd/flagger 15bd6ad5,
/// <c>pkg/metrics/observers/render.go</c>, <c>pkg/metrics/providers/prometheus.go</c>).
/// </summary>
public static class FlaggerTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>Renders a template.</summary>
    /// <param name="template">The text.</param>
    /// <param name="values">What it can name.</param>
    /// <param name="query">The query; null where there is a problem.</param>
    /// <param name="problem">Why it does not render: such a metric is a failed check on every tick.</param>
    public static bool TryRender(
        string template, in FlaggerTemplateValues values, [NotNullWhen(true)] out string? query, [NotNullWhen(false)] out string? problem)
    {
        query = null;
        problem = null;
        StringBuilder rendered = new(template.Length);
        int at = 0;
        while (template.IndexOf(Open, at, StringComparison.Ordinal) is int open and >= 0)
        {
            if (EndOfAction(template, open + Open.Length) is not int close)
            {
                problem = $"an action at character {open + 1} has no end";
                return false;
            }

            string action = template[(open + Open.Length)..close];
            ReadOnlySpan<char> before = template.AsSpan(at, open - at);
            rendered.Append(TrimsLeft(action) ? before.TrimEnd() : before);
            if (!TryEvaluate(Inside(action), values, out string? text, out problem))
                return false;
            rendered.Append(text);
            at = close + Close.Length;
            if (TrimsRight(action))
                while (at < template.Length && char.IsWhiteSpace(template[at]))
                    at++;
        }

        rendered.Append(template, at, template.Length - at);
        query = Collapse(rendered);
        return true;
    }

    /// <summary>Replaces each run of white space by one blank.</summary>
    internal static string Collapse(StringBuilder text)
    {
        StringBuilder collapsed = new(text.Length);
        bool isAfterBlank = false;
        for (int i = 0; i < text.Length; i++)
        {
            bool isBlank = text[i] is ' ' or '\t' or '\n' or '\r' or '\f';
            if (!isBlank)
                collapsed.Append(text[i]);
            else if (!isAfterBlank)
                collapsed.Append(' ');
            isAfterBlank = isBlank;
        }

        return collapsed.ToString();
    }

    /// <summary>Where the closing braces of an action stand; braces inside quotes and comments are text.</summary>
    private static int? EndOfAction(string template, int from)
    {
        if (template.AsSpan(from).TrimStart("- \t\r\n").StartsWith("/*"))
        {
            int end = template.IndexOf("*/", from, StringComparison.Ordinal);
            int close = end < 0 ? -1 : template.IndexOf(Close, end, StringComparison.Ordinal);
            return close < 0 ? null : close;
        }

        char quote = '\0';
        for (int i = from; i + 1 < template.Length; i++)
        {
            char now = template[i];
            if (quote != '\0' && now == '\\' && quote == '"')
                i++;
            else if (quote != '\0')
                quote = now == quote ? '\0' : quote;
            else if (now is '"' or '`')
                quote = now;
            else if (now == '}' && template[i + 1] == '}')
                return i;
        }

        return null;
    }

    private static bool TrimsLeft(string action) => action.Length > 1 && action[0] == '-' && char.IsWhiteSpace(action[1]);

    private static bool TrimsRight(string action) => action.Length > 1 && action[^1] == '-' && char.IsWhiteSpace(action[^2]);

    private static string Inside(string action)
    {
        int from = TrimsLeft(action) ? 1 : 0;
        int to = TrimsRight(action) ? action.Length - 1 : action.Length;
        return action[from..Math.Max(from, to)].Trim();
    }

    private static bool TryEvaluate(string action, in FlaggerTemplateValues values, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? problem)
    {
        text = null;
        problem = null;
        if (action.StartsWith("/*", StringComparison.Ordinal) && action.EndsWith("*/", StringComparison.Ordinal))
            text = "";
        else if (Quoted(action) is { } quoted)
            text = quoted;
        else if (VariableName(action) is { } variable)
            text = values.Variables.TryGetValue(variable, out string? value) ? value : null;
        else
            text = values.Text(action);
        if (text is null)
            problem = VariableName(action) is { } missing ? $"the variable '{missing}' is not set" : $"'{action}' is no function that templates have";
        return text is not null;
    }

    private static string? VariableName(string action)
    {
        const string Dot = "variables.";
        const string Index = "index variables ";
        if (action.StartsWith(Index, StringComparison.Ordinal))
            return Quoted(action[Index.Length..].Trim());
        if (!action.StartsWith(Dot, StringComparison.Ordinal))
            return null;
        string name = action[Dot.Length..];
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? name : null;
    }

    private static string? Quoted(string text) =>
        text.Length >= 2 && text[0] is '"' or '`' && text[^1] == text[0] && text.IndexOf(text[0], 1) == text.Length - 1 && (text[0] == '`' || !text.Contains('\\'))
            ? text[1..^1]
            : null;
}
