using System.Text.RegularExpressions;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>dryRun rules (argo-rollouts, utils/analysis/helpers.go): unanchored regular expressions; one that matches nothing makes the run an error.</summary>
internal sealed class DryRunLint() : Lint("CM1738", Severity.Error, "a dry run that names no metric")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options)
    {
        foreach (AnalysisTemplateManifest template in set.AnalysisTemplates)
            foreach (ManifestPlace item in template.Origin.Place["spec"]["dryRun"].Items)
                foreach (Finding finding in Judge(item["metricName"], template.Template.Spec.Metrics.Select(metric => metric.Name)))
                    yield return finding;
        foreach (AnalysisUse use in set.Rollouts.SelectMany(rollout => rollout.Analyses))
            foreach (ManifestPlace item in use.Place["dryRun"].Items)
                foreach (Finding finding in Judge(item["metricName"], use.Spec.Metrics.Select(metric => metric.Name)))
                    yield return finding;
    }

    private IEnumerable<Finding> Judge(ManifestPlace place, IEnumerable<string> metrics)
    {
        string pattern = place.Text;
        if (pattern.Length == 0)
            yield break;
        Regex? regex = Compile(pattern);
        string[] names = [.. metrics];
        if (regex is not null && (names.Length == 0 || names.Any(regex.IsMatch)))
            yield break;
        yield return At(
            place,
            $"`metricName` is a regular expression, and {Messages.Quoted(pattern)} {(regex is null ? "is none" : "matches no metric")}; the run is an "
            + "error, and the rollout aborts when it starts.",
            "Write `.*` for all metrics, or a metric's name.") with
        { Edits = pattern == "*" ? Rewrite(place, ".*") : [] };
    }

    private static Regex? Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
