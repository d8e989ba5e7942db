using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Explanations.Schedules;

/// <summary>One moment of a schedule at which something happens.</summary>
/// <param name="Seconds">Seconds since the schedule began, to the nearest one.</param>
/// <param name="Weight">The canary's weight after it.</param>
public sealed record ScheduleRow(double Seconds, TrafficWeight Weight)
{
    /// <summary>Pods of the baseline that serve; nothing where the file leaves pods to the world.</summary>
    public int? BaselinePods { get; init; }

    /// <summary>Pods of the canary that serve; nothing where the file leaves pods to the world.</summary>
    public int? CanaryPods { get; init; }

    /// <summary>Pods of the canary that are wanted; nothing where the file leaves pods to the world.</summary>
    public int? CanaryWanted { get; init; }

    /// <summary>The checks that are asked.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>What is decided or happens, in the controller's words.</summary>
    public ImmutableArray<string> Said { get; init; } = [];
}
