using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation;

/// <summary>One thing that is due.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Id">Id of the wake, measurement or hook call.</param>
/// <param name="Weight">The weight in force.</param>
internal readonly record struct AgendaEntry(AgendaKind Kind, Moment At, int Id, TrafficWeight Weight)
{
    /// <summary>The one query that a measurement asks; -1 for all.</summary>
    public int Query { get; init; } = -1;

    /// <summary>Whether a hook accepts.</summary>
    public bool Accepts { get; init; } = true;

    /// <summary>The arm whose pods are meant.</summary>
    public Arm Arm { get; init; }

    /// <summary>The wave of pods that has started.</summary>
    public int Wave { get; init; }
}
