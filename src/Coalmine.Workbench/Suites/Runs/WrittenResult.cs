using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What came of a case without chance: on written answers, or over a recorded rollout.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Steps">What the controller did.</param>
/// <param name="Moments">What came of what was expected.</param>
public sealed record WrittenResult(string Name, string Policy, ImmutableArray<WrittenStep> Steps, ImmutableArray<MomentResult> Moments)
{
    /// <summary>The journal that the policy was asked over; empty where answers were written.</summary>
    public string Incident { get; init; } = "";

    /// <summary>What was true of the canary, as the incident's label says; nothing where there is none.</summary>
    public TruthKind? Truth { get; init; }

    /// <summary>How far the record tells, in one sentence; empty where answers were written.</summary>
    public string Told { get; init; } = "";
}
