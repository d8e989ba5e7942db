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
    /// <summary>The mean over the repetitions, and its relative error from their spread; unknown (NaN) before the first is finished.</summary>
    public SplittingRuns Share { get; } =
        Runs.IsEmpty ? new SplittingRuns(double.NaN, double.PositiveInfinity, 0) : SplittingRuns.Of([.. Runs.Select(run => run.Estimate)]);

    /// <summary>
    /// The 95 % interval: log-normal with the spread of the repetitions; where none of them or too few saw a rollback (a relative error above a half), from 0
    /// up to what so many paths bear with; without levels, where all paths are plain replications, Wilson's; where fewer than two are finished, [0, 1].
    /// </summary>
    public Interval Interval
    {
        get
        {
            if (Runs.Length < 2)
                return new Interval(0, 1);
            if (Pilot.Levels.IsEmpty)
                return Wilson.Interval(Runs.Sum(run => run.Passed[0]), Runs.Sum(run => run.Started[0]), Confidence.Z);
            return Share.IsTrustworthy ? Share.Interval(Confidence.Level) : new Interval(0, UpperEnd());
        }
    }

    /// <summary>Whether repetitions are missing.</summary>
    public bool Interrupted => Runs.Length < SplittingStudy.Repetitions;

    /// <summary>Rollouts played, those of the pilot too.</summary>
    public long Played => Pilot.Played + Runs.Sum(run => run.Played);

    // Whoever is rolled back has come past every level: the share that comes to a level bounds the share of rollbacks, and where nobody came past it, times
    // what none of its paths bears with; each at half of the risk. Paths that share their beginnings make it a little too small.
    private double UpperEnd()
    {
        double tail = (1 - Confidence.Level) / 4;
        double smallest = 1;
        for (int stage = 0; stage < Runs[0].Started.Length; stage++)
        {
            double reached = stage == 0 ? 1 : SplittingRuns.Of([.. Runs.Select(run => Reached(run, stage))]).Interval(1 - (2 * tail)).Upper;
            bool isLast = Runs.All(run => run.Passed[stage] == 0);
            smallest = Math.Min(smallest, isLast ? reached * ClopperPearson.Upper(0, Runs.Sum(run => (long)run.Started[stage]), tail) : reached);
            if (isLast)
                break;
        }

        return smallest;
    }

    private static double Reached(SplittingRun run, int stage)
    {
        double product = 1;
        for (int i = 0; i < stage && product > 0; i++)
            product *= (double)run.Passed[i] / run.Started[i];
        return product;
    }
}
