using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Coalmine.Manifests.Queries;

/// <summary>
/// Makes a query of a query template without moving any character: each <c>{{...}}</c> gets a stand-in of its own length, so that places in the query stay
/// places in the template. What is known of the interval is written in; a stand-in says nothing else.
/// </summary>
internal static partial class QueryPlaceholders
{
    /// <summary>Replaces every template expression.</summary>
    /// <param name="template">The template.</param>
    /// <param name="interval">What <c>{{ interval }}</c> is, such as <c>2m</c>; empty where it is not known.</param>
    /// <param name="guesses">Whether anything was replaced outside quotes, so that a complaint about the query may be one about the stand-in.</param>
    public static string Fill(string template, string interval, out bool guesses)
    {
        guesses = false;
        if (!template.Contains("{{", StringComparison.Ordinal))
            return template;

        StringBuilder filled = new(template.Length);
        QuoteState quotes = new();
        int from = 0;
        foreach (Match match in Braces().Matches(template))
        {
            quotes.Pass(template.AsSpan(from, match.Index - from));
            filled.Append(template, from, match.Index - from);
            from = match.Index + match.Length;
            guesses |= !quotes.IsInside;
            filled.Append(quotes.IsInside ? new string('x', match.Length) : Bare(template, filled, match, interval));
        }

        return filled.Append(template, from, template.Length - from).ToString();
    }

    /// <summary>The names between braces, trimmed, in order.</summary>
    public static IEnumerable<(string Name, int Index)> Names(string template) =>
        Braces().Matches(template).Select(match => (match.Groups[1].Value.Trim(), match.Index));

    private static string Bare(string template, StringBuilder before, Match match, string interval)
    {
        char last = LastLetter(before);
        char next = match.Index + match.Length < template.Length ? template[match.Index + match.Length] : ' ';
        if (last is '[' or ':')
        {
            string known = match.Groups[1].Value.Trim() == "interval" && DurationText().IsMatch(interval) ? interval : "5m";
            return known.Length <= match.Length ? known.PadLeft(match.Length, '0') : "5m".PadLeft(match.Length, '0');
        }

        bool isName = next is '{' or '(' or '[' or '_' || char.IsAsciiLetter(next) || last == '_' || char.IsAsciiLetterOrDigit(last);
        return isName ? new string('x', match.Length) : "1".PadLeft(match.Length, '0');
    }

    private static char LastLetter(StringBuilder text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
            if (!char.IsWhiteSpace(text[i]))
                return text[i];
        return '(';
    }

    /// <summary>The milliseconds of a duration as Prometheus and Go both write it; 0 where the text is none.</summary>
    public static long Milliseconds(string text)
    {
        if (!DurationText().IsMatch(text))
            return 0;
        double sum = 0;
        foreach (Match part in DurationPart().Matches(text))
            sum += double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
            {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                "w" => 604_800_000,
                _ => 31_536_000_000,
            };
        return sum > long.MaxValue / 2 ? long.MaxValue / 2 : (long)sum;
    }

    [GeneratedRegex(@"\{\{([^{}]*)\}\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();

    [GeneratedRegex(@"^([0-9]{1,12}(ms|s|m|h|d|w|y))+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DurationText();

    [GeneratedRegex(@"([0-9]{1,12})(ms|s|m|h|d|w|y)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DurationPart();
}
