using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Watchers;

/// <summary>Rules that are bound to a scenario.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Watch">The same as the simulation takes them.</param>
public sealed record Watching(WatchedRules Rules, RuleWatch Watch);
