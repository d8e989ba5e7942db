using Coalmine.Live.Seam;

namespace Coalmine.Live.Driving;

/// <summary>A hook's answer that a controller waits for.</summary>
/// <param name="Id">Id of the call for the controller.</param>
/// <param name="Call">The call, alike after a restart.</param>
internal sealed record OpenHook(int Id, HookCall Call);
