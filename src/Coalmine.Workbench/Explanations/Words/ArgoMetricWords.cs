using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What a metric of Argo's does, in words (argoproj/argo-rollouts, commit 9f8d111d, analysis/analysis.go and utils/evaluate/evaluate.go).</summary>
internal static class ArgoMetricWords
{
    /// <summary>The sentences on a metric.</summary>
    /// <param name="run">Where its run stands.</param>
    /// <param name="metric">The metric.</param>
    public static IEnumerable<string> Of(string run, PlannedMetric metric)
    {
        yield return $"{run}, metric {metric.Name}: {Times(metric)}; {Conditions(metric.Spec)}.";
        yield return $"{run}, metric {metric.Name}: {Failures(metric.Limits)}; {Inconclusives(metric)}.";
        yield return $"{run}, metric {metric.Name}: {Missing(metric)}; an error is asked again after 10s, and the "
            + $"{Sentences.Place((long)metric.Limits.ConsecutiveErrorLimit + 1)} in a row ends the run in Error, which rolls back like a failure.";
        if (metric.IsDryRun)
            yield return $"{run}, metric {metric.Name} is a dry run: it is asked and waited for, and its end changes nothing.";
    }

    private static string Times(PlannedMetric metric)
    {
        string first = metric.Spec.InitialDelay is { Length: > 0 } delay ? $"asked for the first time {delay} after the run "
            + "begins" : "asked as soon as the run begins";
        string then = metric.Spec.Interval is { Length: > 0 } interval ? $"then {interval} after each answer" : "with nothing between two answers";
        return (metric.Limits.Count, metric.Limits.ConsecutiveSuccessLimit) switch
        {
            (1, 0) => $"{first}, once",
            ({ } count, 0) => $"{first}, {then}, {Sentences.Count(count, "time")} in all (errors are not counted)",
            (null, 0) => $"{first}, {then}, without an end: it stops when the run is ended from outside",
            ({ } count, var wanted) => $"{first}, {then}, until {Sentences.Count(wanted, "success")} in a row, at most {Sentences.Count(count, "time")}",
            (null, var wanted) => $"{first}, {then}, until it succeeds {Sentences.Count(wanted, "time")} in a row",
        };
    }

    private static string Conditions(MetricSpec metric) => (metric.SuccessCondition.Length, metric.FailureCondition.Length) switch
    {
        (0, 0) => "it has no condition, so that every answer is a success",
        (_, 0) => $"a success if {Sentences.Quoted(metric.SuccessCondition)}, else a failure",
        (0, _) => $"a failure if {Sentences.Quoted(metric.FailureCondition)}, else a success",
        _ => $"a failure if {Sentences.Quoted(metric.FailureCondition)}, a success if {Sentences.Quoted(metric.SuccessCondition)}, else inconclusive",
    };

    private static string Failures(MetricLimits limits)
    {
        if (limits.FailureLimit < 0)
            return "no number of failures ends it";
        string place = Sentences.Place((long)limits.FailureLimit + 1);
        return limits.Count is { } count && count <= limits.FailureLimit
            ? $"it cannot fail: it is asked {Sentences.Count(count, "time")} and only the {place} failure would roll back"
            : $"the {place} failure in total rolls back{(limits.FailureLimit > 0 ? ", whether or not there were successes between" : "")}";
    }

    private static string Inconclusives(PlannedMetric metric) => metric.Spec is { SuccessCondition.Length: > 0, FailureCondition.Length: > 0 }
        ? $"the {Sentences.Place((long)metric.Limits.InconclusiveLimit + 1)} inconclusive answer in total ends the run as inconclusive, which holds "
            + "the rollout for a person and rolls nothing back"
        : "no answer is inconclusive";

    private static string Missing(PlannedMetric metric)
    {
        string nothing = Meaning(metric.Conditions.Judge(new ProviderResult.Vector([])).Phase);
        string nan = Meaning(metric.Conditions.Judge(new ProviderResult.Vector([double.NaN])).Phase);
        return nothing == nan ? $"no data and NaN are {nothing}" : $"no data is {nothing}, NaN is {nan}";
    }

    private static string Meaning(AnalysisPhase phase) => phase switch
    {
        AnalysisPhase.Successful => "a success",
        AnalysisPhase.Failed => "a failure",
        AnalysisPhase.Inconclusive => "inconclusive",
        _ => "an error",
    };
}
