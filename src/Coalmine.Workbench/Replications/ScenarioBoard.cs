using Coalmine.Rollouts.Journal;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Replications;

/// <summary>
/// How far one scenario has come: which blocks are given out, which are merged, and whether it has stopped. Guarded by the lock of its study.
/// </summary>
/// <param name="scenario">The scenario.</param>
/// <param name="study">Its study.</param>
/// <param name="index">Its place in the study.</param>
internal sealed class ScenarioBoard(StudyScenario scenario, Study study, int index)
{
    private readonly Dictionary<long, BlockTallies> _waiting = [];
    private readonly long _blocks = (study.Maximum + Study.BlockSize - 1) / Study.BlockSize;
    private long _given;
    private long _merged;

    /// <summary>The scenario.</summary>
    public StudyScenario Scenario { get; } = scenario;

    /// <summary>All merged blocks, in order.</summary>
    public BlockTallies Tallies { get; } = new(scenario.Policies.Length);

    /// <summary>Replications merged.</summary>
    public long Replications => Tallies.Policies[0].Count;

    /// <summary>Why it has stopped; interrupted while it has not.</summary>
    public StopReason Stopped { get; private set; }

    /// <summary>Whether it has stopped.</summary>
    public bool IsDone => Stopped != StopReason.Interrupted;

    /// <summary>Whether every block has been given out.</summary>
    public bool IsGivenOut => IsDone || _given == _blocks;

    /// <summary>Rollouts that are merged or still to come.</summary>
    public long Expected => (IsDone ? Replications : study.Maximum) * Scenario.Policies.Length;

    /// <summary>Gives out a block, unless all are given out or the oldest unmerged one lies too far behind.</summary>
    public bool TryTake(int furthest, out long block)
    {
        block = _given;
        if (IsGivenOut || _given - _merged >= furthest)
            return false;
        _given++;
        return true;
    }

    /// <summary>Takes a finished block in and merges what follows without a gap. Blocks beyond the one that stopped the scenario are dropped.</summary>
    /// <returns>Whether anything was merged.</returns>
    public bool Complete(long block, BlockTallies tallies)
    {
        _waiting.Add(block, tallies);
        bool any = false;
        while (!IsDone && _waiting.Remove(_merged, out BlockTallies? next))
        {
            Tallies.Add(next);
            _merged++;
            any = true;
            bool isEnough = study.Enough?.Invoke(index, Tallies.Policies) == true;
            if (isEnough)
                Stopped = StopReason.Enough;
            else if (_merged == _blocks)
                Stopped = StopReason.Maximum;
            else if (study.Precision > 0 && Replications % Study.PrecisionEvery == 0 && Tallies.Policies.All(IsPreciseEnough))
                Stopped = StopReason.Precision;
        }

        return any;
    }

    /// <summary>The result so far.</summary>
    public ScenarioResult Result() => new()
    {
        Facts = Scenario.Facts,
        Policies = Scenario.Policies,
        Replications = Replications,
        Stopped = Stopped,
        Tallies = Tallies.Policies,
        Pairs = Tallies.Pairs,
    };

    private bool IsPreciseEnough(PolicyTally tally) => Enum.GetValues<RolloutOutcome>()
        .All(outcome => Wilson.Interval(tally.Of(outcome), tally.Count, Characteristics.Confidence.Z).Width / 2 <= study.Precision);
}
