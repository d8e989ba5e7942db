using System.Collections.Immutable;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>Runs suites: every pair until its claims are decided, or its rollouts or its part of the time are used up.</summary>
public static class SuiteRunner
{
    /// <summary>Runs a suite. Without a bound on time, and uninterrupted, the result depends on the suite alone.</summary>
    /// <param name="loaded">The suite.</param>
    /// <param name="run">How it is run.</param>
    /// <param name="cancellation">Ends it early; what is finished counts, and what is not decided is undecided.</param>
    public static SuiteResult Run(LoadedSuite loaded, SuiteRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(run);
        ImmutableArray<WrittenResult> written = [.. loaded.Written.Select(each =>
        {
            ImmutableArray<WrittenStep> steps = WrittenRollout.Play(each);
            return new WrittenResult(each.Name, each.Policy, steps, MomentChecks.Of(each.Expected, steps));
        })];
        ImmutableArray<WrittenResult> incidents = [.. loaded.Incidents.Select(IncidentRun.Of)];
        if (run is { Time: not null, Clock: null })
            throw new ArgumentException("A bound on time needs a clock.", nameof(run));
        long begun = run.Clock?.GetTimestamp() ?? 0;
        ImmutableArray<PairResult>.Builder pairs = ImmutableArray.CreateBuilder<PairResult>(loaded.Pairs.Length);
        for (int i = 0; i < loaded.Pairs.Length; i++)
        {
            using CancellationTokenSource timer = Timer(run, begun, loaded.Pairs.Length - i);
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
            pairs.Add(Run(loaded.Pairs[i], run, ending.Token));
        }

        return new SuiteResult(loaded.Suite, pairs.ToImmutable(), [.. written, .. incidents], cancellation.IsCancellationRequested);
    }

    // Ends a pair after its part of what is left.
    private static CancellationTokenSource Timer(SuiteRun run, long begun, int pairs)
    {
        if (run is not { Time: { } time, Clock: { } clock })
            return new CancellationTokenSource();
        TimeSpan left = (time - clock.GetElapsedTime(begun)) / pairs;
        if (left > TimeSpan.Zero)
            return new CancellationTokenSource(left, clock);

        // A timer that is due at once still comes after some rollouts.
        CancellationTokenSource over = new();
        over.Cancel();
        return over;
    }

    private static PairResult Run(SuitePair pair, SuiteRun run, CancellationToken cancellation)
    {
        ImmutableArray<ClaimTest> tests =
            [.. pair.Claims.Select(claim => new ClaimTest(claim, claim.Expectation.Characteristic.HorizonIn(pair.Scenario.Facts)))];
        Study study = new()
        {
            Scenarios = [new StudyScenario(pair.Scenario.Facts, [pair.Pairing.ForStudy()])],
            Seed = pair.Seed,
            Maximum = pair.Replications,
            Enough = (_, tallies) => Look(tests, tallies[0]) && !run.Completes,
        };
        ScenarioResult result = StudyRunner.Run(study, run.Workers, run.Progress, cancellation).Scenarios[0];
        foreach (ClaimTest test in tests)
            test.Close(isComplete: result.Stopped != StopReason.Interrupted);
        return new PairResult(pair, result.Tallies[0], result.Stopped, [.. tests.Select(test => SuiteCauses.Of(test, pair, result.Tallies[0], run))]);
    }

    // A comparison is never established: it wants all the rollouts there are.
    private static bool Look(ImmutableArray<ClaimTest> tests, PolicyTally tally)
    {
        bool isEnough = true;
        foreach (ClaimTest test in tests)
        {
            test.Look(tally);
            isEnough &= test.IsDecided;
        }

        return isEnough;
    }
}
