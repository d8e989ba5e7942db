using System.Collections.Immutable;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Sweeps;

/// <summary>
/// The smallest effect that evidence can show by a time under the weights of a schedule: by a test that may look at any time, and by one that looks once.
/// </summary>
/// <param name="Scenario">The scenario that gives traffic, rates and labels.</param>
/// <param name="Policy">The policy whose weights and looks are meant.</param>
/// <param name="Events">What is counted: <c>errors</c> or <c>wrong answers</c>.</param>
/// <param name="BaselineRate">Share of such answers without a fault, from 0 to 1.</param>
/// <param name="Steps">When the weights change, with the weight from then on.</param>
/// <param name="Points">The curve.</param>
public sealed record VisibleEffects(
    string Scenario,
    string Policy,
    string Events,
    double BaselineRate,
    ImmutableArray<(TimeSpan At, double Weight)> Steps,
    ImmutableArray<DetectableEffect> Points);
