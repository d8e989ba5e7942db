namespace Coalmine.Statistics.Power.Schedules;

/// <summary>A point of the curve "what can be seen by when".</summary>
/// <param name="At">Time since the start of the schedule.</param>
/// <param name="CanaryRate">The smallest canary rate that is rolled back by then with the wanted power; NaN where none up to the largest asked is.</param>
/// <param name="AtOneLook">The same for a test of the same question and level that looks once, at this time; NaN where none is.</param>
public readonly record struct DetectableEffect(TimeSpan At, double CanaryRate, double AtOneLook);
