using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>A family of series to ask for, for one arm, and what the plan takes of it.</summary>
/// <param name="Arm">The arm; the canary for mirrored pairs.</param>
/// <param name="Selector">The vector selector.</param>
/// <param name="Source">Which process of a pod it comes from (<see cref="Rollouts.Evidence.CounterNeed.Source"/>).</param>
/// <param name="IsPairs">Whether it counts mirrored pairs.</param>
/// <param name="Members">What is taken of it.</param>
internal sealed record MetricFamilyQuestion(Arm Arm, string Selector, int Source, bool IsPairs, ImmutableArray<FamilyMember> Members);
