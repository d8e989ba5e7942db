using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>IntOrString (k8s.io/apimachinery, util/intstr): a text that is no integer reads as 0.</summary>
internal sealed class LimitTextLint() : MetricLint("CM1754", Severity.Error, "a limit that reads as 0")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        (string Field, IntOrText? Limit)[] limits =
        [
            ("count", metric.Spec.Count), ("failureLimit", metric.Spec.FailureLimit), ("inconclusiveLimit", metric.Spec.InconclusiveLimit),
            ("consecutiveErrorLimit", metric.Spec.ConsecutiveErrorLimit), ("consecutiveSuccessLimit", metric.Spec.ConsecutiveSuccessLimit),
        ];
        foreach ((string field, IntOrText? limit) in limits)
        {
            string resolved = metric.Resolve(limit?.Text ?? "");
            if (resolved.Length == 0 || resolved.Contains("{{", StringComparison.Ordinal)
                || int.TryParse(resolved, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                continue;
            yield return At(metric.Written.Place[field], $"{Messages.Quoted(resolved)} is no whole number, and Argo reads it as 0 without a "
                + "word.", "Write a whole number.");
        }
    }
}
