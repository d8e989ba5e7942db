using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>
/// Limits of quantiles that lie strictly inside a bucket of the histogram's usual bounds (reference, prometheus 3.5 and serving-platforms 7): the quantile is a
/// straight-line guess there.
/// </summary>
internal sealed partial class BucketLint() : Lint("CM1914", Severity.Warning, "a latency limit inside a bucket")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        Dictionary<string, Expression> recorded = new(StringComparer.Ordinal);
        RuleManifest[] rules = [.. set.RuleFiles.SelectMany(file => file.Groups).SelectMany(group => group.Rules)];
        foreach (RuleManifest rule in rules)
            if (rule is { IsAlert: false, Query.Root: { } root })
                recorded[rule.Name] = root;
        Expression? Find(string name) => recorded.GetValueOrDefault(name);

        return
        [
            .. set.AnalysisTemplates.SelectMany(template => template.Metrics).SelectMany(metric => OfMetric(metric, Find)),
            .. set.Canaries.SelectMany(canary => OfCanary(canary, Find)),
            .. rules.Where(rule => rule.IsAlert).SelectMany(rule => OfAlert(rule, Find)),
        ];
    }

    private IEnumerable<Finding> OfMetric(WrittenMetric metric, Func<string, Expression?> recorded)
    {
        if (metric.Query?.Root is not { } root || QuantileScale.Of(root, recorded) is not { } quantile)
            yield break;
        foreach (string field in new[] { "successCondition", "failureCondition" })
            foreach (Match match in Comparison().Matches(metric.Place[field].Text))
                if (Judge(quantile, double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), metric.Place[field]) is { } finding)
                    yield return finding;
    }

    private IEnumerable<Finding> OfCanary(CanaryManifest canary, Func<string, Expression?> recorded)
    {
        Dictionary<FlaggerMetric, CanaryMetric> metrics = canary.MetricsBySpec();
        foreach (FlaggerCheck check in FlaggerChecks.Of(canary.Spec, canary.AssumedController).All)
        {
            if (!check.IsPrometheus || PromQLParser.Parse(check.Query) is not ParseResult.Parsed parsed)
                continue;
            if (QuantileScale.Of(parsed.Root, recorded) is not { } quantile)
                continue;
            quantile = quantile with { Factor = quantile.Factor * check.Scale };
            CanaryMetric metric = metrics[check.Metric];
            ManifestPlace range = metric.Place["thresholdRange"];
            (double? Limit, ManifestPlace Place)[] limits = metric.Spec.Range is { } ends
                ? [(ends.Min, range["min"]), (ends.Max, range["max"])]
                : [(metric.Spec.Threshold, metric.Place["threshold"])];
            foreach ((double? limit, ManifestPlace place) in limits)
                if (limit is > 0 && Judge(quantile, limit.Value, place) is { } finding)
                    yield return finding;
        }
    }

    private IEnumerable<Finding> OfAlert(RuleManifest rule, Func<string, Expression?> recorded)
    {
        if (rule.Query?.Root is { } root && AlertLimit.Of(root) is { IsRatio: false } limit && QuantileScale.Of(limit.Measured, recorded) is { } quantile
            && Judge(quantile, limit.Limit, rule.Place["expr"]) is { } finding)
            yield return finding with { Span = rule.Query.SpanOf(limit.Place, 1), Start = rule.Query.PositionOf(limit.Place) };
    }

    private Finding? Judge(QuantileScale quantile, double limit, ManifestPlace place)
    {
        double[] bounds = [.. quantile.Family.Bounds.Select(bound => bound * quantile.Factor)];
        double tolerance = 1e-9 * Math.Abs(limit);
        if (bounds.Any(bound => Math.Abs(bound - limit) <= tolerance) || limit <= 0)
            return null;
        string shown = LintWords.Number(limit);
        if (limit > bounds[^1])
            return At(
                place, $"A quantile of {quantile.Metric} is never above its highest usual bound, {LintWords.Number(bounds[^1])} in the unit of this "
                    + $"limit: {shown} cannot be exceeded.{Unit(quantile, limit)}",
                "Choose a limit that is a bound.") with
            { Severity = Severity.Error };
        int above = Array.FindIndex(bounds, bound => bound > limit);
        double below = above == 0 ? 0 : bounds[above - 1];
        return At(
            place,
            $"{shown} lies inside the bucket ({LintWords.Number(below)}, {LintWords.Number(bounds[above])}] of {quantile.Metric}, with the usual bounds "
                + $"of {quantile.Family.Platform}: the quantile is a guess on a straight line "
                + $"between the two, and says only in which bucket it lies.{Unit(quantile, limit)}",
            $"Write {LintWords.Number(bounds[above])}{(below > 0 ? $" or {LintWords.Number(below)}" : "")}, or give the histogram a bound at {shown}.");
    }

    // A limit out of the bounds that is among them by a factor of a thousand was meant in the other unit.
    private static string Unit(QuantileScale quantile, double limit)
    {
        double perSecond = quantile.Family.UnitsPerSecond * quantile.Factor;
        bool isSeconds = Math.Abs(perSecond - 1) < 1e-9;
        double other = isSeconds ? limit / 1000 : limit * 1000;
        (double least, double most) = (quantile.Family.Bounds[0] * quantile.Factor, quantile.Family.Bounds[^1] * quantile.Factor);
        if ((!isSeconds && Math.Abs(perSecond - 1000) > 1e-6) || (limit >= least && limit <= most) || other < least || other > most)
            return "";
        (string unit, string meant) = isSeconds ? ("seconds", "milliseconds") : ("milliseconds", "seconds");
        return $" The value is in {unit}: where {LintWords.Number(limit)} {meant} are meant, the limit is {LintWords.Number(other)}.";
    }

    [GeneratedRegex(@"result(?:\[0\])?\s*(?:<=|>=|<|>|==)\s*([0-9]+(?:\.[0-9]+)?)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();
}
