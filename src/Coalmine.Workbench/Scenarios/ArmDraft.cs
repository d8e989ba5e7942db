using System.Collections.Immutable;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>An arm as written: what it leaves open, it has from the arm that it is like.</summary>
/// <param name="Change">Makes the behaviour of the one that it is like.</param>
/// <param name="Faults">The faults that stand under the arm, each with its place.</param>
/// <param name="Model">The learned model that it has, given the one of the arm that it is like; nothing where parameters say how it answers.</param>
internal sealed record ArmDraft(
    Func<ModelBehaviour, ModelBehaviour> Change, ImmutableArray<Located<Fault>> Faults, Func<LearnedArm?, LearnedArm?> Model);
