using System.Collections.Immutable;
using Coalmine.Simulation.RareEvents;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.RareEvents;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.RareEvents;

/// <summary>The share of rollouts that a policy rolls back on evidence in a scenario, by splitting.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Pilot">How the levels were found.</param>
/// <param name="Runs">The repetitions that count: always the first ones, without a gap, also after an interruption.</param>
public sealed record SplittingEstimate(StudyPolicy Policy, SplittingPilot Pilot, ImmutableArray<SplittingRun> Runs)
{
    /// <summary>The mean over the repetitions, and its relative error from their spread.</summary>
    public SplittingRuns Share { get; } = SplittingRuns.Of([.. Runs.Select(run => run.Estimate)]);

    /// <summary>
    /// The 95 % interval: log-normal with the spread of the repetitions; where none of them saw a rollback, from 0 up to what so many paths bear with; where
    /// fewer than two are finished, [0, 1].
    /// </summary>
    public Interval Interval => Runs.Length < 2 ? new Interval(0, 1) : Share.Probability > 0 ? Share.Interval(Confidence.Level) : new Interval(0, UpperEnd());

    /// <summary>Whether repetitions are missing.</summary>
    public bool Interrupted => Runs.Length < SplittingStudy.Repetitions;

    /// <summary>Rollouts played, those of the pilot too.</summary>
    public long Played => Pilot.Played + Runs.Sum(run => run.Played);

    // The share that comes to the first level beyond which nobody came, times what none of its paths bears with; each at half of the risk. Paths that share
    // their beginnings make it a little too small.
    private double UpperEnd()
    {
        double tail = (1 - Confidence.Level) / 4;
        int stage = Enumerable.Range(0, Runs[0].Passed.Length).First(i => Runs.All(run => run.Passed[i] == 0));
        double reached = stage == 0 ? 1 : SplittingRuns.Of([.. Runs.Select(run => Reached(run, stage))]).Interval(1 - (2 * tail)).Upper;
        return reached * ClopperPearson.Upper(0, Runs.Sum(run => (long)run.Started[stage]), tail);
    }

    private static double Reached(SplittingRun run, int stage)
    {
        double product = 1;
        for (int i = 0; i < stage && product > 0; i++)
            product *= (double)run.Passed[i] / run.Started[i];
        return product;
    }
}
