using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Models;

/// <summary>
/// How many of the baseline's mistakes the canary makes too. Learned models are given the same row of a mirrored request, so that their answers tell it; of
/// others the world says it. For one worker: it remembers the last answer.
/// </summary>
internal sealed class CommonRows(World world, ArmTimeline baseline, ArmTimeline canary)
{
    private (ScoredRows Baseline, ScoredRows Canary, double Shared)? _last;

    /// <summary>Share of the baseline's wrong answers at a moment to which the canary's is wrong too.</summary>
    public double SharedMistakesAt(Moment at)
    {
        if (baseline.RowsAt(at) is not { } first || canary.RowsAt(at) is not { } second || !first.HasRowsOf(second))
            return world.Mirroring.SharedMistakes;
        if (_last is not { } last || last.Baseline != first || last.Canary != second)
            _last = last = (first, second, first.SharedMistakes(second));
        return last.Shared;
    }
}
