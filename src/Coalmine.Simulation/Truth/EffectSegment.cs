using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// A stretch of time over which the world is taken as constant: exactly so between two turns of its faults, and a sixty-fourth of a ramp within one.
/// </summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="ExcessOfBadAnswers">By how much likelier a bad answer is from the canary.</param>
/// <param name="IsRegressed">Whether some effect is at least 1.5 times its tolerance.</param>
internal readonly record struct EffectSegment(Moment From, Moment To, double ExcessOfBadAnswers, bool IsRegressed);
