using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>ruleSelector (reference, prometheus 4.4): rules without the labels are not loaded.</summary>
internal sealed class RuleLabelsLint() : Lint("CM1918", Severity.Warning, "a PrometheusRule that may not be loaded")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) =>
        from file in set.RuleFiles
        where file.IsObject && !file.Origin.Place["metadata"]["labels"].Keys.Any()
        select At(
            file.Origin.Place["metadata"]["name"],
            "The operator loads only rules whose labels the `ruleSelector` of a Prometheus object asks for, and this object has none: with the usual "
                + "installation it is loaded nowhere.",
            "Add the label that your installation selects, often `release: kube-prometheus-stack`.");
}
