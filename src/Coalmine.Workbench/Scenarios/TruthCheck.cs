using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Holds the author's claim against the truth that the world itself computes.</summary>
public static class TruthCheck
{
    /// <summary>Goes on only where claim and computed truth agree, or nothing was claimed.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="computed">What the world's effects amount to.</param>
    /// <param name="because">The effects in a few words, such as <c>accuracy is worse by 3pp against a tolerance of 1pp</c>; may be empty.</param>
    public static ReadResult<Scenario> Compare(Scenario scenario, TruthKind computed, string because = "")
    {
        DiagnosticList said = new(scenario.File);
        if (scenario.Truth is TruthClaim.Claimed claim && claim.Kind != computed)
            said.Add(claim.Position, ScenarioMessages.ClaimDiffers(ScenarioWords.Of(claim.Kind), ScenarioWords.Of(computed), because));
        return said.Finish(scenario);
    }
}
