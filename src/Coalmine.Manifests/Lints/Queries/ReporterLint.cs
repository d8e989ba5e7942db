using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Istio's reporters (reference, serving-platforms 7.4): source and destination.</summary>
internal sealed class ReporterLint() : QueryLint("CM1916", Severity.Warning, "requests that are counted twice")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        Expression.Selector[] open = [.. QueryNode.Selectors(query.Root!)
            .Where(selector => QueryFacts.MetricOf(selector).StartsWith("istio_", StringComparison.Ordinal)
            && !selector.Matchers.Any(matcher => matcher.Name == "reporter"))];
        if (open.Length == 0 || query.Owner is QueryOwner.RecordingRule)
            yield break;
        yield return At(
            query, open[0].Position, QueryFacts.LengthOf(open[0]),
            "Both sides of a request report it to Istio, the caller's proxy and the server's. Without `reporter` requests within the mesh are counted "
                + "twice, and times of both sides are mixed.",
            "Add `reporter=\"destination\"` to each selector, or source to see what callers see.") with
        {
            Edits = Rewrite(query.Place,
                Repair(query.Text, open))
        };
    }

    // From the last selector to the first, so that the places of the others hold.
    private static string Repair(string text, Expression.Selector[] open)
    {
        foreach (Expression.Selector selector in open.OrderByDescending(selector => selector.Position.Offset))
        {
            int end = selector.Position.Offset + QueryFacts.MetricOf(selector).Length;
            int brace = end;
            while (brace < text.Length && char.IsWhiteSpace(text[brace]))
                brace++;
            bool hasBraces = brace < text.Length && text[brace] == '{';
            text = hasBraces ? text.Insert(brace + 1, selector.Matchers.Count > 1 ? "reporter=\"destination\"," : "reporter=\"destination\"")
                : text.Insert(end, "{reporter=\"destination\"}");
        }

        return text;
    }
}
