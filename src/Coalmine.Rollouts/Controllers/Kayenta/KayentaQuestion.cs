using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>What the metrics pipeline is asked about a metric of the configuration, for each arm at each step.</summary>
/// <param name="Measures">What the answer is, for its unit and its sense.</param>
/// <param name="Canary">The query about the canary.</param>
/// <param name="Baseline">The query about the baseline.</param>
public sealed record KayentaQuestion(Checks.Metric Measures, QueryQuestion Canary, QueryQuestion Baseline)
{
    /// <summary>The usual query of a metric about either arm.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="window">The range of <c>rate</c>; positive.</param>
    public static KayentaQuestion Usual(Checks.Metric metric, TimeSpan window) => Same(metric, new QueryQuestion.Usual(metric, window));

    /// <summary>One question about either arm: the usual one, or a written one with <c>$arm</c> for the arm's name.</summary>
    public static KayentaQuestion Same(Checks.Metric measures, QueryQuestion question) => new(measures, question, question);
}
