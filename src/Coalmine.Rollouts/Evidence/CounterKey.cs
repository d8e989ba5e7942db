using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>Names one raw counter series.</summary>
/// <param name="Arm">The arm; <see cref="Arm.Canary"/> for mirrored pairs.</param>
/// <param name="Pod">The pod's number within its arm, from 0.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Bound">Index of the bucket bound, or of the class, in the telemetry's list; 0 for kinds without.</param>
public readonly record struct CounterKey(Arm Arm, int Pod, CounterKind Kind, int Bound);
