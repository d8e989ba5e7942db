using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Seam;

/// <summary>One measurement to take.</summary>
/// <param name="Plan">What the controller reads: raw counters and queries.</param>
/// <param name="Query">The one query of the plan to ask; -1 for everything.</param>
/// <param name="Since">Samples taken later than this are wanted: the newest one that an earlier measurement of the same rollout has brought.</param>
/// <param name="At">The instant as of which everything is asked; the same for all of one measurement.</param>
/// <param name="Clock">Turns sample times into the rollout's moments.</param>
/// <param name="Pods">Numbers the pods by name; pods met for the first time are added.</param>
public sealed record MetricsQuestion(
    MeasurementPlan Plan, int Query, DateTimeOffset Since, DateTimeOffset At, RolloutClock Clock, PodRegister Pods);
