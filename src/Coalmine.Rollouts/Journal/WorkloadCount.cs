namespace Coalmine.Rollouts.Journal;

/// <summary>Pods of one arm.</summary>
/// <param name="Desired">Pods asked for.</param>
/// <param name="Created">Pods that exist.</param>
/// <param name="Available">Pods that serve.</param>
/// <param name="Revision">Number of the pod template's revision; rises with each change.</param>
public readonly record struct WorkloadCount(int Desired, int Created, int Available, int Revision);
