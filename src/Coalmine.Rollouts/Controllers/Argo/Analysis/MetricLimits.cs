using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>When a metric is finished, and as what (argoproj/argo-rollouts, commit 9f8d111d, analysis/analysis.go).</summary>
/// <param name="Count">Measurements other than errors after which it is; null for no end.</param>
/// <param name="FailureLimit">Failed ones tolerated; below 0 any number.</param>
/// <param name="InconclusiveLimit">Inconclusive ones tolerated.</param>
/// <param name="ConsecutiveErrorLimit">Errors in a row tolerated.</param>
/// <param name="ConsecutiveSuccessLimit">Successes in a row that are enough; 0 for off.</param>
public readonly record struct MetricLimits(int? Count, int FailureLimit, int InconclusiveLimit, int ConsecutiveErrorLimit, int ConsecutiveSuccessLimit)
{
    private const int DefaultErrorLimit = 4;

    /// <summary>
    /// The limits of a metric whose arguments are resolved. Without a count, or with 0, there is one measurement where there is no interval, and no end where
    /// there is.
    /// </summary>
    public static MetricLimits Of(MetricSpec metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        int count = metric.Count?.Value ?? 0;
        int? effective = count != 0 ? count : string.IsNullOrEmpty(metric.Interval) ? 1 : null;
        return new MetricLimits(
            effective,
            metric.FailureLimit?.Value ?? 0,
            metric.InconclusiveLimit?.Value ?? 0,
            metric.ConsecutiveErrorLimit?.Value ?? DefaultErrorLimit,
            metric.ConsecutiveSuccessLimit?.Value ?? 0);
    }

    /// <summary>The limit that is exceeded, and the phase that follows; Pending where none is.</summary>
    public AnalysisPhase Exceeded(MetricCounters counters)
    {
        if (counters.ConsecutiveError > ConsecutiveErrorLimit)
            return AnalysisPhase.Error;
        if (counters.Inconclusive > InconclusiveLimit)
            return AnalysisPhase.Inconclusive;
        return FailureLimit >= 0 && counters.Failed > FailureLimit ? AnalysisPhase.Failed : AnalysisPhase.Pending;
    }

    /// <summary>Where a metric stands that was not finished before.</summary>
    /// <param name="counters">Its measurements.</param>
    /// <param name="last">Phase of the last one; null when there is none.</param>
    /// <param name="isTerminating">Whether the run is to stop.</param>
    public AnalysisPhase Assess(MetricCounters counters, AnalysisPhase? last, bool isTerminating)
    {
        AnalysisPhase unfinished = isTerminating ? AnalysisPhase.Successful : AnalysisPhase.Running;
        if (last is null)
            return isTerminating ? AnalysisPhase.Successful : AnalysisPhase.Pending;
        if (last < AnalysisPhase.Successful)
            return AnalysisPhase.Running;
        AnalysisPhase exceeded = Exceeded(counters);
        if (exceeded != AnalysisPhase.Pending)
            return exceeded;
        bool wantsSuccesses = ConsecutiveSuccessLimit > 0;
        if (wantsSuccesses && counters.ConsecutiveSuccess >= ConsecutiveSuccessLimit)
            return AnalysisPhase.Successful;
        if (Count is not { } count || counters.Count < count)
            return unfinished;
        if (!wantsSuccesses)
            return AnalysisPhase.Successful;
        return FailureLimit >= 0 ? AnalysisPhase.Inconclusive : AnalysisPhase.Failed;
    }

    /// <summary>The exceeded limit in Argo's words; empty where none is.</summary>
    public string Reason(MetricCounters counters) => Exceeded(counters) switch
    {
        AnalysisPhase.Error => Comparison("consecutiveErrors", counters.ConsecutiveError, "consecutiveErrorLimit", ConsecutiveErrorLimit),
        AnalysisPhase.Inconclusive => Comparison("inconclusive", counters.Inconclusive, "inconclusiveLimit", InconclusiveLimit),
        AnalysisPhase.Failed => Comparison("failed", counters.Failed, "failureLimit", FailureLimit),
        _ => "",
    };

    private static string Comparison(string counter, int count, string limit, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{counter} ({count}) > {limit} ({most})");
}
