using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>A lint of the metrics of analysis templates, each looked at once however many Rollouts name it.</summary>
internal abstract class MetricLint(string id, Severity severity, string about) : Lint(id, severity, about)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        foreach (AnalysisTemplateManifest template in set.AnalysisTemplates)
        {
            AnalysisUseKind[] uses =
            [
                .. set.Rollouts.SelectMany(rollout => rollout.Analyses)
                    .Where(use => use.Templates.Any(named => named.All.Contains(template))).Select(use => use.Kind).Distinct(),
            ];
            foreach (WrittenMetric metric in template.Metrics)
                foreach (Finding finding in Look(new LintedMetric(metric, template.Template.Spec.Arguments, [.. uses])))
                    yield return finding;
        }
    }

    /// <summary>Looks at one metric.</summary>
    protected abstract IEnumerable<Finding> Look(LintedMetric metric);

    /// <summary>A metric, with what is around it.</summary>
    /// <param name="Written">The metric.</param>
    /// <param name="Arguments">The arguments of its template.</param>
    /// <param name="Uses">Where Rollouts of the set run it; empty where none does.</param>
    protected sealed record LintedMetric(WrittenMetric Written, ImmutableArray<AnalysisArgument> Arguments, ImmutableArray<AnalysisUseKind> Uses)
    {
        /// <summary>What the metric says.</summary>
        public MetricSpec Spec => Written.Spec;

        /// <summary>Whether Prometheus answers with a vector, as all but numbers and <c>scalar(...)</c> do.</summary>
        public bool AnswersVector => Written.Query?.Root is { Kind: PromQL.Parsing.ValueKind.InstantVector };

        /// <summary>An answer with as many numbers as any condition takes: what is an error on it is one on every answer.</summary>
        public ProviderResult FullAnswer => AnswersVector ? new ProviderResult.Vector([.. Enumerable.Repeat(1.0, 16)]) : new ProviderResult.Number(1);

        /// <summary>A limit; 0 where it is absent.</summary>
        public int Limit(IntOrText? limit) => limit is null ? 0 : ((IntOrText)Resolve(limit.Value.ToString())).Value;

        /// <summary>A text with the defaults of arguments.</summary>
        public string Resolve(string text) => ArgumentDefaults.Resolve(text, Arguments);

        /// <summary>Measurements it takes; 0 for any number.</summary>
        public int EffectiveCount => Limit(Spec.Count) is > 0 and int count ? count : Spec.Interval is null ? 1 : 0;

        /// <summary>The conditions that are written and hold no argument without a default, with their places.</summary>
        public IEnumerable<(string Field, string Text)> Conditions
        {
            get
            {
                foreach ((string name, string text) in new[] { ("successCondition", Spec.SuccessCondition), ("failureCondition", Spec.FailureCondition) })
                    if (Resolve(text) is { Length: > 0 } resolved && !resolved.Contains("{{", StringComparison.Ordinal))
                        yield return (name, resolved);
            }
        }
    }
}
