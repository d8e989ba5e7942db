using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Truth;

namespace Coalmine.Workbench.Advice;

/// <summary>
/// A check that would look at what is wrong, as another system writes it: a query against a limit, so that it states no risk and has no price before a study
/// counts it. The query is said in words, since its names are those of the cluster.
/// </summary>
internal static class ForeignCheck
{
    /// <summary>What to write.</summary>
    /// <param name="effect">What is wrong.</param>
    /// <param name="controller">Whose manifest it is.</param>
    public static string Of(MetricEffect effect, IRolloutController controller)
    {
        string name = effect.Metric.Name.Replace('.', '-');
        (string query, bool isFall, double limit) = Asked(effect);
        string number = limit.ToString("0.####", CultureInfo.InvariantCulture);
        string written = controller switch
        {
            ArgoController => $"`{{ name: {name}, failureCondition: \"result[0] {(isFall ? "<" : ">")} {number}\", "
                + $"provider: {{ prometheus: {{ query: ... }} }} }}` "
                + "under the analysis' `metrics`",
            FlaggerController => $"`{{ name: {name}, templateRef: {{ name: {name} }}, thresholdRange: {{ {(isFall ? "min" : "max")}: {number} }} }}` "
                + "under `analysis.metrics`, with a MetricTemplate",
            _ => $"a check with the limit {number}",
        };
        return $"Write {written} whose query is {query}; `study` counts what it costs.";
    }

    private static (string Query, bool IsFall, double Limit) Asked(MetricEffect effect) => effect.Metric switch
    {
        Metric.Errors => ("the share of the canary's requests that fail, less the baseline's", false, effect.Tolerance),
        Metric.Accuracy => ("the baseline's accuracy less the canary's", false, effect.Tolerance),
        Metric.Conversion or Metric.Revenue => ($"the canary's {effect.Metric.Name} divided by the baseline's", true, 1 - effect.Tolerance),
        _ => ($"the canary's {effect.Metric.Name} divided by the baseline's", false, 1 + effect.Tolerance),
    };
}
