using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Truth;

/// <summary>The canary's largest effect for the worse on one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Effect">
/// Canary against baseline; above 0 is worse. A difference of shares for errors and accuracy, relative for latency, conversion and revenue.
/// </param>
/// <param name="Tolerance">What people would shrug at, in the same unit.</param>
/// <param name="At">The first moment at which it is that large.</param>
public sealed record MetricEffect(Metric Metric, double Effect, double Tolerance, Moment At);
