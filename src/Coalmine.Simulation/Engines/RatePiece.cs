using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Engines;

/// <summary>A stretch of time over which the request rate is taken as constant; it begins where its reader asked.</summary>
/// <param name="To">Its end, after its beginning.</param>
/// <param name="Expected">Expected requests in it; 0 where none come.</param>
internal readonly record struct RatePiece(Moment To, double Expected);
