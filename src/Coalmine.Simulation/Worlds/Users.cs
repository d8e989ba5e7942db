namespace Coalmine.Simulation.Worlds;

/// <summary>The users behind the requests.</summary>
/// <param name="Count">Distinct users, all equally active; at least 1.</param>
/// <param name="Sticky">Whether a user stays on one arm while the weight stands: the canary's users are then a nested share of all, ordered by a hash.</param>
/// <param name="ErrorFrailty">
/// Coefficient of variation of a user's own error rate (a gamma factor with mean 1, drawn once a user and replication); 0 for none. Some users meet most of
/// the errors, and an arm that happens to have more of them looks worse than it is.
/// </param>
public sealed record Users(long Count, bool Sticky, double ErrorFrailty = 0);
