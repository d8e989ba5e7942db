using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>Where and by what rollouts ended: for each outcome, the last step entered and the check that caused it, in bounded memory.</summary>
public sealed class EndTally
{
    private readonly SortedDictionary<(RolloutOutcome Outcome, int Step, int Check), long> _counts = [];

    /// <summary>
    /// Rollouts that ended so, in the order of outcome, step and check. Step is -1 where no traffic was shifted, check -1 where no check caused it.
    /// </summary>
    public IEnumerable<(RolloutOutcome Outcome, int Step, int Check, long Count)> Counts =>
        _counts.Select(each => (each.Key.Outcome, each.Key.Step, each.Key.Check, each.Value));

    /// <summary>Rollouts that a check ended.</summary>
    public long CausedBy(int check) => _counts.Where(each => each.Key.Check == check).Sum(each => each.Value);

    /// <summary>Rollouts that ended in an outcome while a step was the last one entered.</summary>
    public long At(RolloutOutcome outcome, int step) =>
        _counts.Where(each => each.Key.Outcome == outcome && each.Key.Step == step).Sum(each => each.Value);

    /// <summary>Adds a rollout.</summary>
    public void Add(in RolloutResult result) => Add((result.Outcome, result.LastStep, result.CausingCheck), 1);

    /// <summary>Adds the rollouts of a later block.</summary>
    public void Add(EndTally later)
    {
        foreach (((RolloutOutcome, int, int) end, long count) in later._counts)
            Add(end, count);
    }

    private void Add((RolloutOutcome, int, int) end, long count) => _counts[end] = _counts.GetValueOrDefault(end) + count;
}
