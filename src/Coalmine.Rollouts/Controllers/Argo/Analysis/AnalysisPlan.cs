using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>The metrics of a run, resolved, checked and compiled: done once, shared by any number of runs. Immutable.</summary>
public sealed class AnalysisPlan
{
    private const int DefaultRetention = 10;

    private AnalysisPlan(ImmutableArray<PlannedMetric> metrics, ArgoRelease release)
    {
        Metrics = metrics;
        Release = release;
    }

    /// <summary>The metrics in the order of the manifest.</summary>
    public ImmutableArray<PlannedMetric> Metrics { get; }

    /// <summary>The release that is imitated.</summary>
    public ArgoRelease Release { get; }

    /// <summary>
    /// Does what a run does before its first measurement: resolves arguments, checks the metrics one by one, then the rules of dry runs and of retention. The
    /// first problem rejects the run.
    /// </summary>
    /// <param name="spec">Templates merged; arguments with their values.</param>
    /// <param name="release">The release to imitate.</param>
    public static AnalysisPreparation Prepare(AnalysisSpec spec, ArgoRelease release)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ImmutableArray<MetricSpec> metrics;
        try
        {
            var arguments = new ArgumentText(spec.Arguments);
            metrics = [.. spec.Metrics.Select(arguments.Resolve)];
        }
        catch (ArgumentTextException fault)
        {
            return new AnalysisPreparation.Rejected($"Unable to resolve metric arguments: {fault.Message}");
        }

        ImmutableArray<string> retentionRules = [.. spec.MeasurementRetention.Select(rule => rule.MetricName)];
        string? problem = MetricValidation.ProblemOf(metrics)
            ?? ProblemOf(spec.DryRun, metrics, "dryRun")
            ?? ProblemOf(retentionRules, metrics, "measurementRetention");
        if (problem is not null)
            return new AnalysisPreparation.Rejected($"Analysis spec invalid: {problem}");
        return new AnalysisPreparation.Ready(new AnalysisPlan([.. metrics.Select(metric => PlanOf(metric, spec, release))], release));
    }

    /// <summary>Whether a rule, an unanchored regular expression, matches a name; one that is no regular expression matches nothing.</summary>
    internal static bool Matches(string rule, string name) => GoRegex.Compile(rule) is { } pattern && pattern.IsMatch(name);

    private static string? ProblemOf(ImmutableArray<string> rules, ImmutableArray<MetricSpec> metrics, string what)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            Regex? pattern = GoRegex.Compile(rules[i]);
            if (pattern is null || !metrics.Any(metric => pattern.IsMatch(metric.Name)))
                return string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: Rule didn't match any metric name(s)");
        }

        return null;
    }

    private static PlannedMetric PlanOf(MetricSpec metric, AnalysisSpec spec, ArgoRelease release)
    {
        int retention = spec.MeasurementRetention.LastOrDefault(rule => Matches(rule.MetricName, metric.Name))?.Limit ?? 0;
        return new PlannedMetric(
            metric,
            MetricLimits.Of(metric),
            new MeasurementConditions(metric.SuccessCondition, metric.FailureCondition, release),
            spec.DryRun.Any(rule => Matches(rule, metric.Name)),
            retention > 0 ? retention : DefaultRetention);
    }
}
