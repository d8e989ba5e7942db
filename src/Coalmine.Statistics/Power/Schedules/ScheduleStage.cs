namespace Coalmine.Statistics.Power.Schedules;

/// <summary>One stage of a schedule.</summary>
/// <param name="Duration">How long it lasts when nothing holds it; positive.</param>
/// <param name="Weight">The canary's share of the requests, in (0, 1].</param>
public readonly record struct ScheduleStage(TimeSpan Duration, double Weight);
