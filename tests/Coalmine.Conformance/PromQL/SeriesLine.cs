using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>One line of the notation of Prometheus's test scripts: labels, then points (promql/promqltest/README.md of Prometheus 3.x).</summary>
internal sealed partial record SeriesLine(Labels Labels, IReadOnlyList<ScriptPoint> Points)
{
    /// <summary>Each is a sum, so that a slip in the number would cost minutes.</summary>
    private const int MostHistograms = 100_000;

    private const string Placeholder = "coalmine_placeholder";

    /// <summary>Reads a line that stands at a place of a script.</summary>
    /// <exception cref="ScriptFormatException">It is no such line.</exception>
    public static SeriesLine Parse(string text, int line)
    {
        int end = EndOfLabels(text);
        if (!TryLabels(text[..end].Trim(), out var labels))
            throw new ScriptFormatException(line, $"read '{text[..end].Trim()}', which are no labels");
        var points = new List<ScriptPoint>();
        int at = end;
        for (var match = Items.Pattern.Match(text, at); at < text.Length; match = Items.Pattern.Match(text, at))
        {
            if (!match.Success || match.Index != at)
                throw new ScriptFormatException(line, $"read '{text[at..].Trim()}', which are no points: a number, _, stale, a+bxN, axN, _xN or a native histogram in {{{{ }}}}");
            try
            {
                points.AddRange(Expand(match));
            }
            catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
            {
                throw new ScriptFormatException(line, $"read '{match.Value.Trim()}': {error.Message}");
            }

            at += match.Length;
        }

        return new SeriesLine(labels, points);
    }

    /// <summary>Whether the points of a line are the moments at which a counter began, one for each sample of the series that it names: <c>x@st 0 -1m</c>.</summary>
    public static bool HoldsStartTimestamps(string text)
    {
        int end = EndOfLabels(text);
        return text[end..].StartsWith("@st", StringComparison.Ordinal) || text[..end].EndsWith("@st", StringComparison.Ordinal);
    }

    /// <summary>Labels as PromQL writes them, with or without a name before the brace.</summary>
    public static bool TryLabels(string text, out Labels labels)
    {
        labels = Labels.Empty;
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        string name = brace < 0 ? text : text[..brace].Trim();
        string inner = brace < 0 ? "}" : text[(brace + 1)..];
        string others = $"{{{Placeholder}=\"x\"{(inner.Trim() == "}" ? "" : ",")}{inner}";
        if (PromQLParser.Parse(others, PromQLMode.V3) is not ParseResult.Parsed { Root: Expression.Selector selector })
            return false;
        if (selector.Matchers.Any(matcher => matcher.Comparison != MatchOperator.Equal))
            return false;
        foreach (var matcher in selector.Matchers.Where(matcher => matcher.Name != Placeholder))
            labels = labels.With(matcher.Name, matcher.Value);
        if (name.Length > 0)
            labels = labels.With(Labels.MetricName, name);
        return brace >= 0 || MetricName().IsMatch(name);
    }

    /// <summary>A number as Go reads it.</summary>
    public static bool TryNumber(string text, out double value)
    {
        string unsigned = text.TrimStart('+', '-').ToUpperInvariant();
        bool negative = text.StartsWith('-');
        value = double.NaN;
        if (unsigned is "INF" or "INFINITY")
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        else if (unsigned.StartsWith("0X", StringComparison.Ordinal))
            return TryHex(unsigned[2..], negative, out value);
        else if (unsigned != "NAN")
            return double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);
        return true;
    }

    /// <summary>Where the labels of a line end: behind the brace, or at the first blank.</summary>
    public static int EndOfLabels(string text)
    {
        int blank = text.IndexOfAny([' ', '\t']);
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0 || (blank >= 0 && blank < brace && !text[blank..brace].Trim().Equals("", StringComparison.Ordinal)))
            return blank < 0 ? text.Length : blank;
        if (brace + 1 < text.Length && text[brace + 1] == '{')
            return blank < 0 ? text.Length : blank;
        char quote = '\0';
        for (int i = brace; i < text.Length; i++)
        {
            if (quote != '\0' && text[i] == '\\' && quote != '`')
                i++;
            else if (text[i] is '"' or '\'' or '`' && (quote == '\0' || quote == text[i]))
                quote = quote == '\0' ? text[i] : '\0';
            else if (quote == '\0' && text[i] == '}')
                return i + 1;
        }

        return text.Length;
    }

    private static IEnumerable<ScriptPoint> Expand(Match match)
    {
        bool isRepeated = match.Groups["times"].Success;
        int times = isRepeated ? int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["missing"].Success)
            return Enumerable.Repeat(ScriptPoint.Missing, isRepeated ? times : 1);
        if (match.Groups["stale"].Success)
            return Enumerable.Repeat(ScriptPoint.Stale, times + 1);
        if (match.Groups["histogram"].Success)
            return Histograms(match, times + 1);
        TryNumber(match.Groups["first"].Value, out double first);
        double step = match.Groups["step"].Success && TryNumber(match.Groups["step"].Value, out double read) ? read : 0;
        return Steps(first, step, times + 1, isRepeated && match.Groups["step"].Success);
    }

    /// <summary>Prometheus adds the step again and again.</summary>
    private static IEnumerable<ScriptPoint> Steps(double value, double step, int count, bool adds)
    {
        for (int i = 0; i < count; i++)
        {
            yield return new ScriptPoint(ScriptPointKind.Value, value);
            value = adds ? value + step : value;
        }
    }

    private static List<ScriptPoint> Histograms(Match match, int count)
    {
        var histogram = HistogramText.Parse(match.Groups["base"].Value);
        var step = match.Groups["by"].Success ? HistogramText.Parse(match.Groups["by"].Value) : null;
        bool namesReset = HistogramText.NamesReset(match.Groups["base"].Value);
        if (count > MostHistograms)
            throw new FormatException($"more than {MostHistograms} native histograms");
        var points = new List<ScriptPoint>();
        for (int i = 0; i < count; i++)
        {
            points.Add(new ScriptPoint(ScriptPointKind.Histogram, 0) { Histogram = histogram, NamesReset = namesReset });
            if (step is not null && i + 1 < count)
                histogram = histogram.Plus(step, subtracts: match.Groups["sign"].Value == "-")
                    ?? throw new FormatException("the histograms have exponential and custom bounds");
        }

        return points;
    }

    private static bool TryHex(string digits, bool negative, out double value)
    {
        bool read = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong whole);
        value = negative ? -(double)whole : whole;
        return read;
    }

    [GeneratedRegex("^[A-Za-z_:][A-Za-z0-9_:.]*$")]
    private static partial Regex MetricName();

    private static class Items
    {
        /// <summary>No hexadecimal: 3+0x10 is 3, again and again.</summary>
        private const string Number = @"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan";

        private const string Histogram = @"\{\{(?<base>[^}]*)\}\}(?:(?<sign>[+-])\{\{(?<by>[^}]*)\}\})?";

        private const string Value = $"(?<missing>_)|(?<stale>stale)|(?<histogram>{Histogram})|(?<first>[+-]?(?:{Number}))(?<step>[+-](?:{Number}))?";

        public static Regex Pattern { get; } = new(
            @"[ \t]+(?:(?:" + Value + @")(?:x(?<times>\d{1,7}))?(?=[ \t]|$)|$)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);
    }
}
