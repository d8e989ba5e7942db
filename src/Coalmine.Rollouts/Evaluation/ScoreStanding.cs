using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Where a group-sequential score stands.</summary>
/// <param name="HarmZ">Standard errors beyond the margin.</param>
/// <param name="HarmNeeded">What shows harm at this look.</param>
/// <param name="SafetyZ">Standard errors on the good side of the margin.</param>
/// <param name="SafetyNeeded">What shows safety at this look.</param>
/// <param name="Fraction">Part of the planned information that is in, from 0 to 1; 0 where the method has no such plan.</param>
public readonly record struct ScoreStanding(double HarmZ, double HarmNeeded, double SafetyZ, double SafetyNeeded, double Fraction)
{
    /// <summary>Saves it, or loads another.</summary>
    internal ScoreStanding Exchange(SnapshotStream stream) =>
        new(stream.Number(HarmZ), stream.Number(HarmNeeded), stream.Number(SafetyZ), stream.Number(SafetyNeeded), stream.Number(Fraction));
}
