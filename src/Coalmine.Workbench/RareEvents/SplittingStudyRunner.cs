using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Coalmine.Simulation.RareEvents;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.RareEvents;

/// <summary>
/// Runs studies of rare rollbacks on all cores: one pair after another, first its pilot, then its repetitions. The result depends on the study alone, never on
/// the number of workers.
/// </summary>
public static class SplittingStudyRunner
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">What to run.</param>
    /// <param name="workers">How many threads work; at least 1.</param>
    /// <param name="progress">Told after each repetition, under a lock: must be quick.</param>
    /// <param name="cancellation">
    /// Ends the study after the repetitions (or the pilot) under way. The finished ones up to the first gap count; a pair that was not begun has none.
    /// </param>
    /// <exception cref="ArgumentException">A policy cannot be split.</exception>
    public static SplittingStudyResult Run(
        SplittingStudy study, int workers, IProgress<SplittingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(study.Paths, SplittingStudy.FewestPaths, nameof(study));
        if (study.Scenarios.Any(scenario => scenario.Policies.Any(policy => policy.PrepareSplitting is null)))
            throw new ArgumentException("A policy cannot be split.", nameof(study));
        SplittingBoard board = new(study, progress, cancellation);
        return new SplittingStudyResult(study, [.. study.Scenarios.Select(scenario => new SplittingScenario(
            scenario.Facts, [.. scenario.Policies.Select(policy => Estimate(scenario.Facts.Name, policy, board, workers))]))]);
    }

    private static SplittingEstimate Estimate(string scenario, StudyPolicy policy, SplittingBoard board, int workers)
    {
        if (board.IsOver)
            return new SplittingEstimate(policy, new SplittingPilot([], false, 0), []);
        RolloutSplitting first = policy.PrepareSplitting!();
        SplittingPilot pilot = first.Pilot(board.Study.Seed, board.Study.PilotPaths);
        board.Turn(scenario, policy.Name);
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(workers, SplittingStudy.Repetitions)).Select(worker => new Thread(
            () => Work(worker == 0 ? () => first : policy.PrepareSplitting, pilot.Levels, board)) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (board.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return new SplittingEstimate(policy, pilot, board.Finished());
    }

    private static void Work(Func<RolloutSplitting> prepare, ImmutableArray<double> levels, SplittingBoard board)
    {
        // A thread must not die of an exception: whatever it is, it ends the study and is thrown again where the study was started.
#pragma warning disable CA1031
        try
        {
            RolloutSplitting splitting = prepare();
            while (board.TryTake(out int number))
                board.Complete(number, splitting.Run(levels, board.Study.Seed, number, board.Study.PathsEach));
        }
        catch (Exception failure)
        {
            board.Fail(failure);
        }
#pragma warning restore CA1031
    }
}
