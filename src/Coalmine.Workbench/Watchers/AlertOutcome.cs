using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Watchers;

/// <summary>What an alerting rule did in one rollout.</summary>
/// <param name="Alert">The rule.</param>
/// <param name="Record">What it did.</param>
public readonly record struct AlertOutcome(WatchedAlert Alert, AlertRecord Record);
