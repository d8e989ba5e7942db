using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Truth;

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, after the beginning; the moment itself is outside.</param>
public readonly record struct Stretch(Moment From, Moment To);
