using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Simulation.RareEvents;

/// <summary>Watches one rollout's evidence of harm until it reaches a level. One instance per worker, for one path after another.</summary>
internal sealed class HarmWatch(HarmProgress progress)
{
    /// <summary>The level that ends the watching; +∞ watches to the end.</summary>
    public double Level { get; set; } = double.PositiveInfinity;

    /// <summary>The furthest that the evidence has come; +∞ after a rollback on evidence, -∞ before it is known.</summary>
    public double Highest { get; private set; }

    /// <summary>The last scrape before the look that brought it there.</summary>
    public int Cell { get; private set; }

    /// <summary>A path begins.</summary>
    public void Begin() => (Highest, Cell) = (double.NegativeInfinity, -1);

    /// <summary>Takes a look in, after the controller has stepped on it.</summary>
    /// <returns>Whether the level is reached.</returns>
    public bool HasSeenEnough(in Transition transition, int cell)
    {
        double now = transition.State.Outcome == RolloutOutcome.RolledBackOnEvidence ? double.PositiveInfinity
            : transition.Verdicts.IsEmpty ? double.NegativeInfinity
            : progress.At(transition.Verdicts);
        if (now > Highest)
            (Highest, Cell) = (now, cell);
        return Highest >= Level;
    }
}
