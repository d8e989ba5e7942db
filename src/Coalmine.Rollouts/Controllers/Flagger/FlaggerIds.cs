namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>Ids of Flagger's wakes. Hook calls and measurements are numbered from <see cref="FirstQuestion"/>, so that no wake shares their number.</summary>
internal static class FlaggerIds
{
    public const int TickWake = 1;
    public const int HookWake = 2;
    public const int FirstQuestion = 16;
}
