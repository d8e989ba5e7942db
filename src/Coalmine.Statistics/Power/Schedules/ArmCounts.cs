namespace Coalmine.Statistics.Power.Schedules;

/// <summary>Events and trials of both arms; expected ones may be fractional.</summary>
/// <param name="CanaryEvents">Events of the canary.</param>
/// <param name="CanaryTrials">Its trials.</param>
/// <param name="BaselineEvents">Events of the baseline.</param>
/// <param name="BaselineTrials">Its trials.</param>
internal readonly record struct ArmCounts(double CanaryEvents, double CanaryTrials, double BaselineEvents, double BaselineTrials)
{
    public bool HasBothArms => CanaryTrials > 0 && BaselineTrials > 0;

    public double Events => CanaryEvents + BaselineEvents;

    public double Share => CanaryTrials / (CanaryTrials + BaselineTrials);

    public ArmCounts Plus(in ArmCounts other) => new(
        CanaryEvents + other.CanaryEvents, CanaryTrials + other.CanaryTrials, BaselineEvents + other.BaselineEvents, BaselineTrials + other.BaselineTrials);

    /// <summary>The same evidence with another number of canary events out of all events; the trials and the number of all events stay.</summary>
    public ArmCounts WithCanaryEvents(double events) => this with { CanaryEvents = events, BaselineEvents = Math.Max(0, Events - events) };
}
