using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>Finds answers that a check of Flagger's takes for passes, or for failures, by trying.</summary>
internal static class FlaggerAnswers
{
    /// <summary>An answer; no data where no value fails, and where none passes.</summary>
    public static QueryAnswer Of(FlaggerCheck check, bool passes)
    {
        FlaggerMetricVerdict wanted = passes ? FlaggerMetricVerdict.Pass : FlaggerMetricVerdict.Fail;
        foreach (double value in Candidates(check))
            if (check.Judge([value]) == wanted)
                return QueryAnswer.OfSeries(new[] { value });
        return QueryAnswer.NoData;
    }

    private static IEnumerable<double> Candidates(FlaggerCheck check)
    {
        (double low, double high) = (check.Metric.Range?.Min ?? check.Metric.Threshold, check.Metric.Range?.Max ?? check.Metric.Threshold);
        foreach (double end in new[] { low, high, 0, 1, 100, 1e9, -1e9 })
        {
            double value = end / check.Scale;
            double step = Math.Max(1, Math.Abs(end)) * 0.01 / check.Scale;
            yield return value;
            yield return value + step;
            yield return value - step;
            yield return value + (100 * step);
            yield return value - (100 * step);
        }
    }
}
