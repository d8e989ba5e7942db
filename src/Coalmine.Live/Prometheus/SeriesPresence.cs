using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>What a server has of one kind of counter for one arm.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Selector">What was asked for.</param>
/// <param name="Series">The series that count it.</param>
/// <param name="Samples">Their samples within the time looked at.</param>
/// <param name="Pods">The pods that they belong to.</param>
public sealed record SeriesPresence(CounterKind Kind, Arm Arm, string Selector, int Series, int Samples, int Pods);
