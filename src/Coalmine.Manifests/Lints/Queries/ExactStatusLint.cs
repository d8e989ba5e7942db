using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Codes other than 200 (reference, serving-platforms 7.1).</summary>
internal sealed class ExactStatusLint() : QueryLint("CM1917", Severity.Warning, "a status that is not all there is")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Selector selector in QueryNode.Selectors(query.Root!))
        {
            LabelMatcher? exact = selector.Matchers.FirstOrDefault(matcher =>
                matcher is { Name: "code" or "response_code" or "status" or "status_code", Value: "200" }
                && matcher.Comparison is MatchOperator.Equal or MatchOperator.NotEqual);

            // Beside a gRPC status the code 200 is no success: it is where gRPC's own errors are found.
            if (exact is null || selector.Matchers.Any(matcher => matcher.Name == "grpc_response_status"))
                continue;
            yield return At(
                query, selector.Position, QueryFacts.LengthOf(selector),
                $"{exact} takes 201 and 204 for errors, and of gRPC every request, whose code is OK.",
                exact.Comparison == MatchOperator.Equal ? "Write `=~\"2..|OK\"`, or count errors by `=~\"5..\"`." : "Write `=~\"5..\"`, or `!~\"2..|OK\"`.");
        }
    }
}
