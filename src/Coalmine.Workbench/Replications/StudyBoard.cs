using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>Gives blocks to workers, scenario after scenario, and takes their tallies in.</summary>
internal sealed class StudyBoard
{
    private readonly object _lock = new();
    private readonly ImmutableArray<ScenarioBoard> _scenarios;
    private readonly int _furthest;
    private readonly IProgress<StudyProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private Exception? _failure;

    public StudyBoard(Study study, int workers, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        _scenarios = [.. study.Scenarios.Select((scenario, index) => new ScenarioBoard(scenario, study, index))];
        _furthest = 16 * workers;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>What went wrong in a worker, if anything.</summary>
    public Exception? Failure => _failure;

    /// <summary>Whether workers should leave their blocks and go.</summary>
    public bool IsOver => _cancellation.IsCancellationRequested || _failure is not null;

    /// <summary>Gives out a block, waiting for one where all that could be given are too far ahead.</summary>
    /// <returns>False when there is nothing more to do.</returns>
    public bool TryTake(out int scenario, out long block)
    {
        lock (_lock)
        {
            while (!IsOver)
            {
                for (scenario = 0; scenario < _scenarios.Length; scenario++)
                    if (_scenarios[scenario].TryTake(_furthest, out block))
                        return true;
                if (_scenarios.All(board => board.IsGivenOut))
                    break;
                Monitor.Wait(_lock, TimeSpan.FromMilliseconds(100));
            }
        }

        (scenario, block) = (0, 0);
        return false;
    }

    /// <summary>Takes a finished block in.</summary>
    public void Complete(int scenario, long block, BlockTallies tallies)
    {
        lock (_lock)
        {
            ScenarioBoard board = _scenarios[scenario];
            if (board.Complete(block, tallies))
                _progress?.Report(new StudyProgress(
                    board.Scenario.Facts.Name,
                    board.Replications,
                    _scenarios.Sum(each => each.Replications * each.Scenario.Policies.Length),
                    _scenarios.Sum(each => each.Expected)));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Ends the study because a worker failed.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>The results so far.</summary>
    public ImmutableArray<ScenarioResult> Results()
    {
        lock (_lock)
            return [.. _scenarios.Select(board => board.Result())];
    }
}
