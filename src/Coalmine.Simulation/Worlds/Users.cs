namespace Coalmine.Simulation.Worlds;

/// <summary>The users behind the requests; they matter for how many distinct people a bad canary reaches.</summary>
/// <param name="Count">Distinct users, all equally active; at least 1.</param>
/// <param name="Sticky">Whether a user stays on one arm while the weight stands: the canary's users are then a nested share of all, ordered by a hash.</param>
public sealed record Users(long Count, bool Sticky);
