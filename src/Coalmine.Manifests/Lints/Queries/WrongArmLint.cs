using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>
/// Queries of a rollout that never ask about the canary by itself: told from the arms' names as the simulation binds them (PromQL, Bindings). A canary with a
/// twentieth of the traffic hides in a mean of both.
/// </summary>
internal sealed class WrongArmLint() : Lint("CM1924", Severity.Warning, "a query that does not ask about the canary")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) =>
        [.. set.Rollouts.SelectMany(OfRollout).Concat(set.Canaries.SelectMany(OfCanary)).DistinctBy(finding => (finding.File, finding.Start))];

    private IEnumerable<Finding> OfRollout(RolloutManifest rollout) =>
        from use in rollout.Analyses
        from metric in use.Metrics
        where metric.Query?.Root is not null
        let finding = Judge(metric.Query!, ArgumentDefaults.Resolve(ArgumentDefaults.Resolve(metric.Query!.Text, use.Spec.Arguments), use.Given), rollout.Arms)
        where finding is not null
        select finding;

    private IEnumerable<Finding> OfCanary(CanaryManifest canary)
    {
        Dictionary<FlaggerMetric, CanaryMetric> metrics = canary.MetricsBySpec();
        foreach (FlaggerCheck check in FlaggerChecks.Of(canary.Spec, canary.AssumedController).All)
            if (check.IsPrometheus && metrics[check.Metric] is var metric && (metric.Query ?? metric.Template?.Query) is { Root: not null } query
                && Judge(query, check.Query, canary.Arms) is { } finding)
                yield return finding;
    }

    // One selector of the canary alone is enough: what else there is, it is compared with.
    private Finding? Judge(WrittenQuery query, string text, ArmNames arms)
    {
        if (text.Contains("{{", StringComparison.Ordinal) || CompiledQuery.Compile(text) is not CompileResult.Compiled compiled)
            return null;
        QueryBindings bindings = QueryBindings.Of([compiled.Query], new BindingOptions(arms));
        ImmutableArray<SelectorBinding> asked = bindings.Selectors;
        if (!bindings.Unbound.IsEmpty || asked.IsEmpty || asked.Any(selector => selector.Side is ArmSide.Canary or ArmSide.None))
            return null;
        bool isBaseline = asked.All(selector => selector.Side == ArmSide.Baseline);
        return At(
            query.Place,
            isBaseline
                ? "The query reads the baseline's series only: it says nothing about the canary, whatever is wrong with it."
                : "The query reads the series of both versions together: a canary with a small share of the requests hides in the mean.",
            $"Name the canary in a label of every selector{(arms.Canary.IsEmpty ? "" : $", as {Messages.Quoted(arms.Canary[0])}")}; compare with the baseline "
                + "where a limit is not enough.");
    }
}
