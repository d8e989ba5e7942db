using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Journals;

/// <summary>A step that a replay says otherwise than its journal.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Line">Its line in the journal, from 1.</param>
/// <param name="Recorded">What the journal says.</param>
/// <param name="Replayed">What this build says.</param>
public sealed record ReplayDifference(int Step, int Line, JournalEntry Recorded, JournalEntry Replayed);
