using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.RareEvents;

/// <summary>Where a path came past a level: the state from which others go on.</summary>
/// <param name="Path">The path.</param>
/// <param name="Cell">The last scrape before the look at which it passed; what comes after is drawn anew.</param>
/// <param name="Progress">How far the evidence of harm had come; +∞ for a rollback on evidence.</param>
internal readonly record struct PathEntrance(RolloutPath Path, int Cell, double Progress);
