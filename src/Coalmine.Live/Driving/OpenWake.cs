using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>A moment that a controller waits for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">The moment.</param>
internal readonly record struct OpenWake(int Id, Moment At);
