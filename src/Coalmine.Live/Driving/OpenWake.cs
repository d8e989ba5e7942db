using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>A moment that a controller waits for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">The moment.</param>
/// <param name="Entry">Number of the entry that asks for it.</param>
/// <param name="Place">Its place among the entry's effects.</param>
internal readonly record struct OpenWake(int Id, Moment At, long Entry, int Place);
