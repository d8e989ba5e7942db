using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Telemetry;

/// <summary>What one pod counted.</summary>
/// <param name="Arm">The arm that it serves.</param>
/// <param name="Pod">Its name in the metrics.</param>
/// <param name="Readings">Its scrapes, rising in time.</param>
public sealed record PodSeries(Arm Arm, string Pod, ImmutableArray<PodReading> Readings);
