using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>How far a record tells what a policy would have decided.</summary>
/// <param name="End">Where it ends.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record RecordReach(RecordEnd End, string Sentence)
{
    /// <summary>Whether everything up to a moment is known, in seconds from the beginning of the rollout.</summary>
    public bool Tells(double seconds) => End switch
    {
        // What has ended stays as it is.
        RecordEnd.Decided => true,

        // What would have been decided at that very moment hangs on the answer that is missing.
        RecordEnd.AnswerMissing or RecordEnd.HookMissing or RecordEnd.CountersMissing => seconds < End.At.Seconds,
        _ => seconds <= End.At.Seconds,
    };
}
