using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// What a run checks when it starts (argoproj/argo-rollouts, commit 9f8d111d, utils/analysis/factory.go, ValidateMetrics). A rollout does not check any of it:
/// a bad template is accepted, and aborts the rollout when its step is reached.
/// </summary>
public static class MetricValidation
{
    /// <summary>What is wrong first with the metrics of a run whose arguments are resolved, in Argo's words; null when nothing is.</summary>
    public static string? ProblemOf(ImmutableArray<MetricSpec> metrics)
    {
        if (metrics.IsDefaultOrEmpty)
            return "no metrics specified";
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < metrics.Length; i++)
        {
            string? problem = names.Add(metrics[i].Name) ? ProblemOf(metrics[i]) : $"duplicate name '{metrics[i].Name}'";
            if (problem is not null)
                return string.Create(CultureInfo.InvariantCulture, $"metrics[{i}]: {problem}");
        }

        return null;
    }

    /// <summary>What is wrong first with one metric, in Argo's words; null when nothing is.</summary>
    public static string? ProblemOf(MetricSpec metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return ProblemOfLimits(MetricLimits.Of(metric)) ?? ProblemOfCount(metric) ?? ProblemOfTimes(metric) ?? ProblemOfProvider(metric);
    }

    private static string? ProblemOfLimits(MetricLimits limits)
    {
        if (limits.FailureLimit < -1)
            return "failureLimit must be >= -1";
        if (limits.InconclusiveLimit < 0)
            return "inconclusiveLimit must be >= 0";
        if (limits.ConsecutiveErrorLimit < 0)
            return "consecutiveErrorLimit must be >= 0";
        if (limits.ConsecutiveSuccessLimit < 0)
            return "consecutiveSuccessLimit must be >= 0";
        return limits is { FailureLimit: -1, ConsecutiveSuccessLimit: 0 } ? "consecutiveSuccessLimit must be > 0 if failureLimit is -1" : null;
    }

    private static string? ProblemOfCount(MetricSpec metric)
    {
        int count = metric.Count?.Value ?? 0;
        MetricLimits limits = MetricLimits.Of(metric);
        if (count <= 0)
            return null;
        if (limits.FailureLimit >= 0 && count < limits.FailureLimit + limits.ConsecutiveSuccessLimit)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"count ({count}) must be >= failureLimit + consecutiveSuccessLimit ({limits.FailureLimit} + {limits.ConsecutiveSuccessLimit}) if both >= 0");
        }

        if (count < limits.ConsecutiveSuccessLimit)
            return string.Create(CultureInfo.InvariantCulture, $"count ({count}) must be >= consecutiveSuccessLimit ({limits.ConsecutiveSuccessLimit})");
        return count < limits.InconclusiveLimit ? "count must be >= inconclusiveLimit" : null;
    }

    private static string? ProblemOfTimes(MetricSpec metric)
    {
        if ((metric.Count?.Value ?? 0) > 1 && string.IsNullOrEmpty(metric.Interval))
            return "interval must be specified when count > 1";
        return ProblemOfTime(metric.Interval, "interval") ?? ProblemOfTime(metric.InitialDelay, "startDelay");
    }

    private static string? ProblemOfTime(string? text, string what)
    {
        if (string.IsNullOrEmpty(text) || GoDuration.TryParse(text, out _))
            return null;
        bool isBare = text.All(letter => char.IsAsciiDigit(letter) || letter == '.');
        return $"invalid {what} string: time: {(isBare ? "missing unit in duration" : "invalid duration")} \"{text}\"";
    }

    private static string? ProblemOfProvider(MetricSpec metric) => metric.Providers.Length switch
    {
        0 => "no provider specified",
        1 => null,
        _ => "multiple providers specified",
    };
}
