using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>The third shell: gives a controller the observations of a journal and writes down what it says this time. Carries nothing out.</summary>
public static class ReplayedRollout
{
    /// <summary>Replays a journal.</summary>
    /// <param name="journal">The record.</param>
    /// <param name="controller">The controller to ask; the journal's own policy, or another one over the same record.</param>
    /// <returns>A journal of the same observations with this controller's effects and words.</returns>
    public static RolloutJournal Replay(RolloutJournal journal, IRolloutController controller)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Replay(journal.Entries, controller);
    }

    /// <summary>Replays the steps of a journal that was read.</summary>
    /// <param name="entries">The record, from its beginning.</param>
    /// <param name="controller">The controller to ask.</param>
    /// <returns>A journal of the same observations with this controller's effects and words.</returns>
    public static RolloutJournal Replay(IReadOnlyList<JournalEntry> entries, IRolloutController controller)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(controller);
        RolloutJournal replayed = new(controller.Words);
        Moment began = entries.Count == 0 ? Moment.Start : entries[0].Decision.At;
        Transition transition = controller.Begin(controller.CreateMemory(), began);
        replayed.Add(default, transition);
        for (int i = 1; i < entries.Count; i++)
        {
            Observation observation = entries[i].Observation;
            transition = controller.Step(transition.State, observation);
            replayed.Add(observation, transition);
        }

        return replayed;
    }
}
