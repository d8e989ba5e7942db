using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Ranges and scrapes (reference, prometheus 2.4): rate needs two samples.</summary>
internal sealed class ShortWindowLint() : QueryLint("CM1910", Severity.Warning, "a range with too few scrapes")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        long scrape = options.ScrapeMilliseconds > 0 ? options.ScrapeMilliseconds : 15_000;
        foreach (Expression.Range range in query.Nodes.Where(IsRate).Select(node => (Expression.Range)node.Expression))
        {
            if (range.Milliseconds >= 4 * scrape || IsStandIn(query, range))
                continue;
            bool hasNoPair = range.Milliseconds < 2 * scrape;
            Finding finding = At(
                query, range.Position, QueryFacts.LengthOf(range.Series),
                $"The range of {LintWords.Duration(range.Milliseconds)} holds "
                    + $"{(hasNoPair ? "mostly fewer than the two scrapes that a rate needs" : "so few scrapes that two missed ones leave no rate")}, at "
                    + $"one scrape every {LintWords.Duration(scrape)}{(options.ScrapeMilliseconds > 0 ? "" : " (assumed)")}.",
                $"Look back {LintWords.Duration(4 * scrape)} or more.");
            yield return options.ScrapeMilliseconds > 0 ? finding : finding with { Severity = Severity.Note };
        }
    }

    private static bool IsRate(QueryNode node) => node.Expression is Expression.Range
        && node.Above is [.., Expression.Call { Function.Name: "rate" or "increase" or "irate" or "delta" or "idelta" or "deriv" }];

    // What a template puts there is not known here.
    private static bool IsStandIn(WrittenQuery query, Expression.Range range)
    {
        int open = query.Text.IndexOf('[', range.Position.Offset);
        return open >= 0 && query.Text.AsSpan(open + 1).TrimStart().StartsWith("{{", StringComparison.Ordinal);
    }
}
