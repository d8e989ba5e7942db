namespace Coalmine.Simulation.Worlds;

/// <summary>Requests that a hook of a controller makes for a while. A call while they are still being made starts nothing.</summary>
/// <param name="Hook">The hook's name; every hook of this name starts it.</param>
/// <param name="RequestsPerSecond">Mean rate; positive. They come independently of each other, as those of users.</param>
/// <param name="Duration">For how long; positive.</param>
/// <param name="FollowsRoutes">
/// Whether they go where users' requests go, so that the canary gets its share; otherwise all of them go straight to the canary's pods.
/// </param>
public sealed record LoadTest(string Hook, double RequestsPerSecond, TimeSpan Duration, bool FollowsRoutes);
