using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains recording and alerting rules.</summary>
internal static class RuleExplanation
{
    /// <summary>The explanation; names of arms are those of the set's Rollouts and Canaries.</summary>
    public static Explanation Of(RuleFileManifest rules, ManifestSet set)
    {
        ArmNames names = set.Rollouts.Select(rollout => rollout.Arms)
            .Concat(set.Canaries.Select(canary => canary.Arms))
            .Aggregate(ArmNames.None, (known, more) => known.With(more));
        ImmutableArray<RuleManifest> all = [.. rules.Groups.SelectMany(group => group.Rules)];
        BindingOptions options = new(names) { Recorded = [.. all.Where(rule => !rule.IsAlert).Select(rule => rule.Name)] };
        return new Explanation
        {
            Kind = rules.IsObject ? rules.Origin.Kind : "rules",
            Name = rules.IsObject ? rules.Origin.Name : Path.GetFileNameWithoutExtension(rules.Origin.File.Source.File),
            File = rules.Origin.File.Source.File,
            Summary = RuleWords.Summary,
            Words = [.. rules.Groups.SelectMany(RuleWords.Of)],
            Queries = QueryExplanations.Of([.. all.Where(rule => rule.Query is not null).Select(Query)], options),
            Simulated = RuleWords.Simulated,
            Assumed = RuleWords.Assumed,
            NotModelled = RuleWords.NotModelled,
            Refusals = [.. rules.Diagnostics.Where(said => said.Severity == Severity.Error)],
        };
    }

    private static QueryText Query(RuleManifest rule) => new(rule.Name, rule.Query!.Text, new QueryPlace(rule.Query.Place.File, rule.Query.PositionOf));
}
