using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Binned;

/// <summary>The laws of all cells of a world, on the planned grid: cell k lies between the planned scrapes k - 1 and k.</summary>
internal static class CellLaws
{
    /// <summary>One law a cell, from cell 1 on (entry 0 stands for the scrape at the start and is the first cell's).</summary>
    /// <param name="world">The world.</param>
    /// <param name="bounds">Finite latency bounds in seconds, rising.</param>
    /// <param name="cells">How many cells.</param>
    public static CellLaw[] Of(World world, double[] bounds, int cells)
    {
        FaultSchedule faults = new(world);
        (ArmTimeline baselineTimeline, ArmTimeline canaryTimeline) = (new ArmTimeline(world, Arm.Baseline), new ArmTimeline(world, Arm.Canary));
        ArmLawAverage baseline = new(baselineTimeline, faults, [.. bounds]);
        ArmLawAverage canary = new(canaryTimeline, faults, [.. bounds]);
        CommonRows rows = new(world, baselineTimeline, canaryTimeline);
        Dictionary<string, CellLaw> constant = [];
        CellLaw[] laws = new CellLaw[cells + 1];
        for (int cell = 1; cell <= cells; cell++)
        {
            Moment from = Moment.Start + (cell - 1) * world.Telemetry.ScrapeInterval;
            Moment to = Moment.Start + cell * world.Telemetry.ScrapeInterval;
            if (IsConstant(faults, from, to))
            {
                string key = faults.KeyAt(from);
                if (!constant.TryGetValue(key, out CellLaw? law))
                    constant.Add(key, law = Make(from, to));
                laws[cell] = law;
            }
            else
                laws[cell] = Make(from, to);
        }

        laws[0] = laws[1];
        return laws;

        CellLaw Make(Moment from, Moment to)
        {
            ArmLaw baselineLaw = baseline.Over(from, to);
            ArmLaw canaryLaw = canary.Over(from, to);

            // Where rows change within a cell, mistakes are shared as in its middle.
            double shared = rows.SharedMistakesAt(new Moment(from.Nanoseconds + (to.Nanoseconds - from.Nanoseconds) / 2));
            return new CellLaw(baselineLaw, canaryLaw, PairLaw.Of(baselineLaw.Wrong, canaryLaw.Wrong, shared));
        }
    }

    private static bool IsConstant(FaultSchedule faults, Moment from, Moment to) =>
        faults.Pieces(from, to).Count() == 1 && !faults.IsRamping(from, to);
}
