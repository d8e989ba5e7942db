using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// What promoting the canary does in a world where one request changes what another gets: runs in which the baseline serves everything from the start, and
/// runs in which the canary does, with the same luck (each request has its own streams), compared stretch by stretch. Never more than 8 pairs of runs, never
/// fewer than 3, with a seed of their own: part of the world, not of a study.
/// </summary>
internal static class ReferenceRuns
{
    // Far from the seeds that people give.
    private const ulong Seed = 0x9C0A_1317_E5EE_D001;
    private const double EnoughRequests = 4_000_000;
    private const int StretchesOfAWorld = 24;

    /// <summary>Runs them.</summary>
    public static MeasuredComparison Compare(RequestWorld tables)
    {
        World world = tables.Scraped.World;
        long[] ends = [.. Stretches(world).Select(stretch => stretch.To.Nanoseconds)];
        int runs = (int)Math.Clamp(EnoughRequests / (world.Traffic.RequestsPerSecond * world.Duration.TotalSeconds), 3, 8);
        ServingEngine engine = new(tables, new CounterNeeds(tables.Scraped.Layout));
        AnswerTally[] baseline = [.. Enumerable.Range(0, runs).Select(run => Run(engine, run, 0, ends))];
        AnswerTally[] canary = [.. Enumerable.Range(0, runs).Select(run => Run(engine, run, 1, ends))];
        return new MeasuredComparison(world, ends, baseline, canary);
    }

    private static AnswerTally Run(ServingEngine engine, int run, double share, long[] ends)
    {
        AnswerTally tally = new(ends);
        engine.Follower = tally;
        engine.Start(Seed, run);
        engine.SetWeight(share, Moment.Start);
        while (engine.TryTakeCell(new Moment(ends[^1])))
        {
            // The tally is shown what happens between the scrapes.
        }

        engine.ReportUnfinished();

        return tally;
    }

    // Every turn of a fault begins a stretch, and none is longer than a twenty-fourth of the world.
    private static IEnumerable<(Moment From, Moment To)> Stretches(World world)
    {
        double longest = (double)Moment.After(world.Duration).Nanoseconds / StretchesOfAWorld;
        foreach ((Moment from, Moment to) in new FaultSchedule(world).Pieces(Moment.Start, Moment.After(world.Duration)))
            foreach ((Moment, Moment) part in ArmComparison.Parts(from, to, (int)Math.Ceiling((to.Nanoseconds - from.Nanoseconds) / longest - 1e-9)))
                yield return part;
    }
}
