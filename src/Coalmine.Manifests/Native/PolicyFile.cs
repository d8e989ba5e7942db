using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>A policy with the places of its checks in its file.</summary>
/// <param name="File">The file.</param>
/// <param name="Policy">The policy.</param>
/// <param name="CheckPositions">For each check of the policy, where its requirement is written.</param>
public sealed record PolicyFile(string File, Policy Policy, ImmutableArray<TextPosition> CheckPositions)
{
    /// <summary>Puts a problem found in binding at the place of its check.</summary>
    public Diagnostic Locate(BindingProblem problem) => Diagnostic.At(
        File,
        problem.Check >= 0 && problem.Check < CheckPositions.Length ? CheckPositions[problem.Check] : TextPosition.Start,
        Messages.CannotBind(problem.Message));
}
