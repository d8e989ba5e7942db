using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Requests;

/// <summary>A stretch of time between two turns of the world's faults.</summary>
/// <param name="To">Its end.</param>
/// <param name="Laws">What requests come to; nothing where a fault gains or loses strength, so that each moment has its own law.</param>
internal readonly record struct WorldPiece(Moment To, ArmLaws? Laws);

/// <summary>The two arms' behaviours and laws while they stand still.</summary>
/// <param name="Baseline">The baseline's behaviour.</param>
/// <param name="Canary">The canary's behaviour.</param>
/// <param name="BaselineLaw">The law of the baseline's requests.</param>
/// <param name="CanaryLaw">The law of the canary's requests.</param>
internal sealed record ArmLaws(MomentaryBehaviour Baseline, MomentaryBehaviour Canary, CategoryLaw BaselineLaw, CategoryLaw CanaryLaw);
