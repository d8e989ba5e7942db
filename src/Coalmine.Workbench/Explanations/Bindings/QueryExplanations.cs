using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations.Bindings;

/// <summary>Says what queries ask and whom, as they are bound before a simulation.</summary>
internal static class QueryExplanations
{
    private static readonly SourcePosition Beginning = new(0, 1, 1);

    /// <summary>The queries of a controller.</summary>
    public static ImmutableArray<ExplainedQuery> Of(ForeignManifest manifest)
    {
        ImmutableArray<QueryNeed> needs = manifest.Controller.Measurements.Queries;
        return Of(
            [
                .. needs.Select((need, index) => new QueryText(
                    manifest.Controller.Words.Checks[need.Check].Check,
                    need.Question is QueryQuestion.Foreign foreign ? foreign.Text : "",
                    manifest.Places[index])),
            ],
            new BindingOptions(manifest.Names));
    }

    /// <summary>Queries that are bound together: the labels of a metric's series agree with all of them.</summary>
    public static ImmutableArray<ExplainedQuery> Of(ImmutableArray<QueryText> texts, BindingOptions options)
    {
        CompileResult[] compiled = [.. texts.Select(text => CompiledQuery.Compile(text.Text))];
        int[] asked = [.. Enumerable.Range(0, texts.Length).Where(index => compiled[index] is CompileResult.Compiled)];
        QueryBindings bindings = QueryBindings.Of([.. asked.Select(index => ((CompileResult.Compiled)compiled[index]).Query)], options);
        return [.. texts.Select((text, index) => Of(text, compiled[index], bindings, Array.IndexOf(asked, index)))];
    }

    private static ExplainedQuery Of(QueryText text, CompileResult compiled, QueryBindings bindings, int bound)
    {
        ExplainedQuery query = new(text.Check, text.Place.File, text.Place.Find(Beginning), text.Text);
        return compiled is CompileResult.Refused { Error: var error }
            ? query with { Unanswered = [new UnansweredPart(text.Place.Find(error.Position), error.ToString())] }
            : query with
            {
                Selectors = [.. bindings.Of(bound).Select(selector => Of(selector, text.Place))],
                Unanswered =
                [
                    .. bindings.Unbound.Where(each => each.Query == bound).Select(each => new UnansweredPart(text.Place.Find(each.Position), each.Message)),
                ],
            };
    }

    private static ExplainedSelector Of(SelectorBinding bound, QueryPlace place) => new(
        place.Find(bound.Selector.Position), $"{{{string.Join(",", bound.Selector.Matchers)}}}", bound.Family.Name, bound.Family.Platform)
    {
        Role = bound.Family.Role,
        Part = bound.Part,
        Arm = bound.Side,
        Outcome = bound.Outcome,
        BoundsSeconds = bound.Part == SeriesPart.Bucket ? [.. bound.Family.BoundsInSeconds] : [],
    };
}
