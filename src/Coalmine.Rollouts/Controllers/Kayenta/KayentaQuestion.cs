using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>What the metrics pipeline is asked about a metric of the configuration, for each arm at each step.</summary>
/// <param name="Measures">What the answer is, for its unit and its sense.</param>
/// <param name="Question">The query; a written one with <c>$arm</c> for the arm's name.</param>
public sealed record KayentaQuestion(Checks.Metric Measures, QueryQuestion Question);
