using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>A step as written: what it leaves open, the plan or the policy decides.</summary>
/// <param name="Weight">Parts of the total, with their place.</param>
/// <param name="Every">Own time between looks; none for the plan's.</param>
/// <param name="Passes">Own passes; none for the plan's.</param>
/// <param name="Bake">Own shortest time; none for the plan's.</param>
/// <param name="Evidence">Own minimum of evidence; none for the policy's.</param>
/// <param name="Pause">Whether an operator must release it.</param>
internal sealed record StepDraft(
    Located<int> Weight, TimeSpan? Every, int? Passes, TimeSpan? Bake, EvidenceMinimum? Evidence, StepPause Pause);
