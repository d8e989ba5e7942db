using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>What the author of a scenario says is true of it. Closed: the nested records are all there are.</summary>
public abstract record TruthClaim
{
    private TruthClaim()
    {
    }

    /// <summary>The author says nothing; the computed truth stands.</summary>
    public sealed record Unsaid : TruthClaim;

    /// <summary>The author claims something, which must agree with the computed truth.</summary>
    /// <param name="Kind">What is claimed.</param>
    /// <param name="Position">Where it is written.</param>
    public sealed record Claimed(TruthKind Kind, TextPosition Position) : TruthClaim;
}
