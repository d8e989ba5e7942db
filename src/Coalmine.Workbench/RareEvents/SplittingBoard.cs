using System.Collections.Immutable;
using Coalmine.Simulation.RareEvents;

namespace Coalmine.Workbench.RareEvents;

/// <summary>Gives the repetitions of one pair after another to workers, and takes them in.</summary>
internal sealed class SplittingBoard(SplittingStudy study, IProgress<SplittingProgress>? progress, CancellationToken cancellation)
{
    private readonly object _lock = new();
    private readonly int _expected = SplittingStudy.Repetitions * study.Scenarios.Sum(scenario => scenario.Policies.Length);
    private SplittingRun?[] _runs = [];
    private (string Scenario, string Policy) _pair = ("", "");
    private int _next;
    private int _finished;

    /// <summary>The study.</summary>
    public SplittingStudy Study => study;

    /// <summary>What went wrong in a worker, if anything.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether nothing more is to be begun.</summary>
    public bool IsOver => cancellation.IsCancellationRequested || Failure is not null;

    /// <summary>The next pair comes; nobody works on the last one any more.</summary>
    public void Turn(string scenario, string policy) => (_pair, _runs, _next) = ((scenario, policy), new SplittingRun?[SplittingStudy.Repetitions], 0);

    /// <summary>Gives out a repetition.</summary>
    /// <returns>False when there is nothing more to do.</returns>
    public bool TryTake(out int number)
    {
        lock (_lock)
        {
            number = _next;
            if (IsOver || _next == _runs.Length)
                return false;
            _next++;
            return true;
        }
    }

    /// <summary>Takes a finished repetition in.</summary>
    public void Complete(int number, SplittingRun run)
    {
        lock (_lock)
        {
            _runs[number] = run;
            _finished++;
            progress?.Report(new SplittingProgress(_pair.Scenario, _pair.Policy, _finished, _expected));
        }
    }

    /// <summary>Ends the study because a worker failed.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
            Failure ??= failure;
    }

    /// <summary>The pair's finished repetitions up to the first gap.</summary>
    public ImmutableArray<SplittingRun> Finished() => [.. _runs.TakeWhile(run => run is not null).OfType<SplittingRun>()];
}
