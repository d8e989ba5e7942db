using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Policies;

/// <summary>What the checks of a manifest measure, by what their queries ask for: a rollback is a detection only if such a metric is affected.</summary>
internal static class MeasuredMetrics
{
    /// <summary>One metric a check, in their order. A check whose queries tell nothing may measure anything.</summary>
    public static ImmutableArray<Metric> Of(IRolloutController controller, QueryBindings bindings)
    {
        ImmutableArray<QueryNeed> needs = controller.Measurements.Queries;
        return
        [
            .. Enumerable.Range(0, controller.Words.Checks.Length).Select(check => Of(
                [.. Enumerable.Range(0, needs.Length).Where(query => needs[query].Check == check).SelectMany(bindings.Of)],
                controller.Words.Checks[check].Check)),
        ];
    }

    /// <summary>What selectors measure together.</summary>
    public static Metric Of(ImmutableArray<SelectorBinding> selectors, string name)
    {
        if (selectors.Any(selector => selector.Family.Role == MetricRole.Quality))
            return new Metric.Accuracy();
        if (selectors.Any(selector => selector.Family.Role == MetricRole.Conversions))
            return new Metric.Conversion();
        if (selectors.Any(selector => selector.Part == SeriesPart.Bucket && !AllRequests(selector)))
            return new Metric.LatencyQuantile(0.99);
        if (selectors.Any(selector => selector.Part == SeriesPart.Sum))
            return new Metric.LatencyMean();
        return selectors.Any(selector => selector.Outcome != RequestOutcome.Any) ? new Metric.Errors() : new Metric.Query(name, "", IsHigherWorse: true);
    }

    // The bucket without a bound counts requests.
    private static bool AllRequests(SelectorBinding selector) =>
        selector.Selector.Matchers.Any(matcher => matcher.Name == PromQL.Series.Labels.BucketBound && matcher.Value == "+Inf");
}
