using System.Collections.Immutable;

namespace Coalmine.Simulation.RareEvents;

/// <summary>What a pilot found: the levels for the repetitions that count.</summary>
/// <param name="Levels">Progress of the evidence of harm, rising; the event itself comes after the last. Empty where the event is not rare.</param>
/// <param name="IsStuck">Whether no path came beyond the last level: the event may be impossible, or out of reach of so few paths.</param>
/// <param name="Played">Rollouts played.</param>
public sealed record SplittingPilot(ImmutableArray<double> Levels, bool IsStuck, long Played);
