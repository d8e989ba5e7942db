using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>
/// Queries into which a meaning of silence or of NaN is folded, for targets that cannot say it beside the query. What one of them wrote is recognized and
/// unfolded when it is read again, so that files that go there and back do not grow.
/// </summary>
internal static class FoldedQuery
{
    // NaN compared with itself is no answer.
    private static readonly ImmutableArray<string> WithoutNan = ["(\n", "\n) == (\n", "\n)"];

    /// <summary>The query without its NaN: there it gives no answer.</summary>
    public static string NanIsEmpty(string query) => Fold(WithoutNan, query);

    /// <summary>The query within such a one; nothing where it is none.</summary>
    public static string? UnfoldNanIsEmpty(string text) => Unfold(WithoutNan, text);

    /// <summary>The query of a check for who fails on silence and on NaN: where these pass, the limit itself stands in for them.</summary>
    public static string LimitStandsIn(PlainCheck check)
    {
        string query = check.Query.Trim();
        return Parts(check.EmptyPasses, check.NanPasses, check.Limit) is { IsEmpty: false } parts ? Fold(parts, query) : query;
    }

    /// <summary>The same check with what is folded into its query said beside it; the check itself where there is nothing.</summary>
    public static PlainCheck UnfoldLimitStandsIn(PlainCheck check)
    {
        foreach ((bool empty, bool nan) in ((bool, bool)[])[(true, true), (false, true), (true, false)])
            if (Unfold(Parts(empty, nan, check.Limit), check.Query) is { } query)
                return check with { Query = query, EmptyPasses = empty, NanPasses = nan };
        return check;
    }

    private static ImmutableArray<string> Parts(bool emptyPasses, bool nanPasses, double limit)
    {
        string written = ((decimal)limit).ToString(CultureInfo.InvariantCulture);
        return (emptyPasses, nanPasses) switch
        {
            (true, true) => ["((\n", "\n) == (\n", $"\n)) or vector({written})"],
            (true, false) => ["(\n", $"\n) or vector({written})"],
            (false, true) => ["((\n", "\n) == (\n", "\n)) or (count(\n", $"\n) * 0 + {written})"],
            _ => [],
        };
    }

    private static string Fold(ImmutableArray<string> parts, string query) => string.Join(query, parts);

    // Some renderers make a space of a line break, so that both count as the same between the parts.
    private static string? Unfold(ImmutableArray<string> parts, string text)
    {
        int rest = text.Length - parts.Sum(part => part.Length);
        if (rest <= 0 || rest % (parts.Length - 1) != 0)
            return null;
        int length = rest / (parts.Length - 1);
        string query = text.Substring(parts[0].Length, length);
        string folded = Fold(parts, query);
        return string.Equals(Spaced(folded), Spaced(text), StringComparison.Ordinal) ? query : null;
    }

    private static string Spaced(string text) => text.Replace('\n', ' ');
}
