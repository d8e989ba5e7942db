using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>One line of a journal after its header. A closed union: the nested records are all there are.</summary>
public abstract record JournalLine
{
    private JournalLine()
    {
    }

    /// <summary>A step.</summary>
    /// <param name="Number">Its number; the beginning is 0, and each is one more than the one before.</param>
    /// <param name="Entry">The step. Its verdicts' numbers are not kept, their sentences are.</param>
    public sealed record Step(long Number, JournalEntry Entry) : JournalLine;

    /// <summary>A pod has been met, and was given its number.</summary>
    /// <param name="Arm">Its arm.</param>
    /// <param name="Number">Its number within the arm, from 0.</param>
    /// <param name="Name">Its name in the metrics.</param>
    public sealed record Pod(Arm Arm, int Number, string Name) : JournalLine;

    /// <summary>An effect has been carried out, or given up.</summary>
    /// <param name="Entry">Number of its step.</param>
    /// <param name="Effect">Its place among the step's effects, from 0.</param>
    /// <param name="Result">What came of it, for people.</param>
    public sealed record Done(long Entry, int Effect, string Result) : JournalLine;

    /// <summary>All that is still to be done after a step, older effects included: what a journal that begins in the middle needs.</summary>
    /// <param name="Effects">The effects, the oldest first.</param>
    public sealed record Pending(ImmutableArray<PendingEffect> Effects) : JournalLine;

    /// <summary>
    /// Where the rollout stands after a step, so that a journal can begin here: what is before it need not be read. A <see cref="Pending"/> follows.
    /// </summary>
    /// <param name="Steps">Steps made so far, which is the number of the next one.</param>
    /// <param name="At">When it was taken.</param>
    /// <param name="State">The controller's state as <see cref="Snapshots.RolloutSnapshot"/> saves it, in base64.</param>
    /// <param name="Driver">What whoever carries the effects out has to remember, in its own words.</param>
    public sealed record Snapshot(long Steps, Moment At, string State, string Driver) : JournalLine;

    /// <summary>Something that people should know and no decision depends on.</summary>
    /// <param name="At">When.</param>
    /// <param name="Text">What.</param>
    public sealed record Note(Moment At, string Text) : JournalLine;
}
