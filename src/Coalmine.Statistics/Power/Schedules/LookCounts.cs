namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What a rule sees at a look.</summary>
/// <param name="Chunk">Counts since the look before.</param>
/// <param name="Total">Counts since the start, or since the stage began for a rule that begins anew with each stage.</param>
/// <param name="Look">Looks with evidence so far, from 1.</param>
/// <param name="Fraction">The part of the planned information gathered by now; at most 1.</param>
internal readonly record struct LookCounts(ArmCounts Chunk, ArmCounts Total, int Look, double Fraction);
