using System.Runtime.ExceptionServices;

namespace Coalmine.Workbench.Replications;

/// <summary>Runs studies on all cores. The result depends on the study alone, never on the number of workers.</summary>
public static class StudyRunner
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">What to run.</param>
    /// <param name="workers">How many threads work; at least 1.</param>
    /// <param name="progress">Told after each merged block, under a lock: must be quick.</param>
    /// <param name="cancellation">
    /// Ends the study early. Blocks under way are left; the finished ones up to the first gap count, so that an interrupted result is the result of fewer
    /// replications.
    /// </param>
    public static StudyResult Run(Study study, int workers, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(study.Maximum);
        StudyBoard board = new(study, workers, progress, cancellation);
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() => Work(study, board)) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (board.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return new StudyResult(study.Seed, study.Maximum, study.Precision, board.Results());
    }

    private static void Work(Study study, StudyBoard board)
    {
        // A thread must not die of an exception: whatever it is, it ends the study and is thrown again where the study was started.
#pragma warning disable CA1031
        try
        {
            new StudyWorker(study, board).Work();
        }
        catch (Exception failure)
        {
            board.Fail(failure);
        }
#pragma warning restore CA1031
    }
}
