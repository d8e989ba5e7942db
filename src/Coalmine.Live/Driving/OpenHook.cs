using Coalmine.Live.Seam;

namespace Coalmine.Live.Driving;

/// <summary>A hook's answer that a controller waits for.</summary>
/// <param name="Id">Id of the call for the controller.</param>
/// <param name="Call">The call, alike after a restart.</param>
/// <param name="Entry">Number of the entry that asks for it.</param>
/// <param name="Place">Its place among the entry's effects.</param>
internal sealed record OpenHook(int Id, HookCall Call, long Entry, int Place);
