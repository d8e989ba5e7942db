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
        RolloutJournal replayed = new(controller.Words);
        Transition transition = controller.Begin(controller.CreateMemory(), journal.BeganAt);
        replayed.Add(default, transition);
        for (int i = 1; i < journal.Entries.Count; i++)
        {
            Observation observation = journal.Entries[i].Observation;
            transition = controller.Step(transition.State, observation);
            replayed.Add(observation, transition);
        }

        return replayed;
    }
}
