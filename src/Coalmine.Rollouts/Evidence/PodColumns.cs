using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>The columns of one pod.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="First">Its first column.</param>
/// <param name="End">One past its last column.</param>
internal readonly record struct PodColumns(Arm Arm, int First, int End);
