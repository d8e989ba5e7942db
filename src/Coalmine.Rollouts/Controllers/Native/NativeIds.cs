namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>Ids of the native controller's wakes and hook calls. Measurements are numbered from 1 by look.</summary>
internal static class NativeIds
{
    public const int LookWake = 1;
    public const int MaximumWake = 2;
    public const int HookWake = 3;
    public const int PreRolloutHook = 1;
    public const int PostRolloutHook = 2;
    public const int RollbackHook = 3;
}
