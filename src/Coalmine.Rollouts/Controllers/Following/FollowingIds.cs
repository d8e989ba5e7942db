namespace Coalmine.Rollouts.Controllers.Following;

/// <summary>Ids of the following controller's wakes and measurements. They share no number, since a cancellation names no kind.</summary>
internal static class FollowingIds
{
    public const int LookWake = 1;
    public const int MaximumWake = 2;
    public const int FirstMeasurement = 16;
}
