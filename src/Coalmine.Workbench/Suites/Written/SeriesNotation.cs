using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>
/// The notation of series in Prometheus' unit tests (prometheus.io, "Unit testing for rules", series): values apart by spaces; <c>a+bxn</c> and
/// <c>a-bxn</c> are a and n values more, each b further; <c>axn</c> is a and n values more like it; <c>_</c> is none and <c>_xn</c> are n without. Beyond
/// it: <c>stale</c> is none as well, and <c>error</c> and <c>errorxn</c> are queries that fail.
/// </summary>
public static partial class SeriesNotation
{
    private const int Most = 100_000;

    /// <summary>Parses a series.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The values.</param>
    /// <param name="reason">Why it is no series; empty where it is one.</param>
    public static bool TryParse(string text, out ImmutableArray<QueryAnswer> values, out string reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<QueryAnswer>.Builder all = ImmutableArray.CreateBuilder<QueryAnswer>();
        reason = "";
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Match match = Part().Match(part);
            if (!match.Success)
                reason = $"'{part}' is neither a value nor a repetition";
            else if (!TryAdd(match, all))
                reason = string.Create(CultureInfo.InvariantCulture, $"at most {Most:N0} values are possible");
            if (reason.Length > 0)
                break;
        }

        values = all.ToImmutable();
        return reason.Length == 0;
    }

    private static bool TryAdd(Match match, ImmutableArray<QueryAnswer>.Builder all)
    {
        int times = match.Groups["times"].Success
            ? int.TryParse(match.Groups["times"].ValueSpan, CultureInfo.InvariantCulture, out int read) ? Math.Min(read, Most + 1) : Most + 1
            : -1;
        bool isValue = match.Groups["value"].Success;
        int count = times < 0 ? 1 : isValue ? times + 1 : times;
        if (all.Count + count > Most)
            return false;
        double value = isValue ? double.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        double step = match.Groups["step"].Success ? double.Parse(match.Groups["step"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        for (int i = 0; i < count; i++)
            all.Add(isValue ? QueryAnswer.OfSeries(new[] { value + (i * step) }) : match.Groups["error"].Success ? QueryAnswer.Error : QueryAnswer.NoData);
        return true;
    }

    [GeneratedRegex(
        @"^(?:(?<value>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|NaN)(?:(?<step>[+-](?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?=x))?"
        + @"|_|(?:stale)|(?<error>error))"
        + @"(?:x(?<times>\d+))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
