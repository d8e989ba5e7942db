using System.Numerics;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Requests;

/// <summary>A world as the request engine needs it: everything that does not depend on a replication or a policy. Immutable, shared by all workers.</summary>
internal sealed class RequestWorld
{
    /// <summary>Computes the tables.</summary>
    public RequestWorld(ScrapedWorld scraped)
    {
        Scraped = scraped;
        Baseline = new ArmTimeline(scraped.World, Arm.Baseline);
        Canary = new ArmTimeline(scraped.World, Arm.Canary);
        Pieces = PiecesOf(scraped);
        BaselineRevenue = LawOf(scraped.World.Baseline.Revenue);
        CanaryRevenue = LawOf(scraped.World.Canary.Revenue);
        DependsOnAge = scraped.World.Faults.Any(fault => fault is ColdStart);
        BaselineGrowth = scraped.World.Faults.OfType<MemoryGrowth>().FirstOrDefault(growth => growth.Hits(Arm.Baseline));
        CanaryGrowth = scraped.World.Faults.OfType<MemoryGrowth>().FirstOrDefault(growth => growth.Hits(Arm.Canary));
    }

    /// <summary>The world as its scrapes see it.</summary>
    public ScrapedWorld Scraped { get; }

    /// <summary>The baseline's behaviour over time.</summary>
    public ArmTimeline Baseline { get; }

    /// <summary>The canary's behaviour over time.</summary>
    public ArmTimeline Canary { get; }

    /// <summary>The stretches between the turns of the faults, in order; the last one never ends.</summary>
    public WorldPiece[] Pieces { get; }

    /// <summary>Revenue of one of the baseline's conversions.</summary>
    public LogNormalLaw BaselineRevenue { get; }

    /// <summary>Revenue of one of the canary's conversions.</summary>
    public LogNormalLaw CanaryRevenue { get; }

    /// <summary>Whether a pod's age matters to how it answers.</summary>
    public bool DependsOnAge { get; }

    /// <summary>How the baseline's pods lose memory; nothing where they do not.</summary>
    public MemoryGrowth? BaselineGrowth { get; }

    /// <summary>How the canary's pods lose memory; nothing where they do not.</summary>
    public MemoryGrowth? CanaryGrowth { get; }

    /// <summary>What answers count as bad, and how many of the baseline's are; nothing in the runs that find that out, and where laws tell it.</summary>
    public ReferenceAnswers? Reference { get; private init; }

    /// <summary>The same world with a measure for the canary's answers.</summary>
    public RequestWorld MeasuredBy(ReferenceAnswers reference) => new(Scraped) { Reference = reference };

    /// <summary>An arm's behaviour over time.</summary>
    public ArmTimeline Of(bool isCanary) => isCanary ? Canary : Baseline;

    /// <summary>The bucket of a value among bounds that belong to the bucket below them.</summary>
    public static int BucketOf(double value, double[] bounds)
    {
        // Counting the bounds below it has no branch to guess, and some twenty bounds are a few vectors.
        int below = 0;
        int next = 0;
        Vector<double> values = new(value);
        for (; next <= bounds.Length - Vector<double>.Count; next += Vector<double>.Count)
            below -= (int)Vector.Sum(Vector.LessThan(new Vector<double>(bounds, next), values));
        for (; next < bounds.Length; next++)
            below += bounds[next] < value ? 1 : 0;
        return below;
    }

    // A mean of 0 gives conversions that bring a trifle, since no revenue is measured then.
    private static LogNormalLaw LawOf(RevenueDistribution revenue) => LogNormalLaw.FromMean(Math.Max(revenue.Mean, 1e-300), revenue.Variation);

    private WorldPiece[] PiecesOf(ScrapedWorld scraped)
    {
        World world = scraped.World;
        FaultSchedule faults = new(world);
        Dictionary<string, ArmLaws> known = [];
        List<WorldPiece> pieces = [];
        foreach ((Moment from, Moment to) in faults.Pieces(Moment.Start, Moment.After(world.Duration)))
        {
            bool isLast = to == Moment.After(world.Duration);
            pieces.Add(new WorldPiece(isLast ? Moment.Never : to, faults.IsRamping(from, to) ? null : LawsAt(from)));
        }

        return [.. pieces];

        ArmLaws LawsAt(Moment at)
        {
            string key = faults.KeyAt(at);
            if (known.TryGetValue(key, out ArmLaws? laws))
                return laws;
            (MomentaryBehaviour baseline, MomentaryBehaviour canary) = (Baseline.At(at), Canary.At(at));
            laws = new ArmLaws(
                baseline, canary,
                new CategoryLaw(Baseline.Latency, baseline, scraped.LatencyBounds), new CategoryLaw(Canary.Latency, canary, scraped.LatencyBounds));
            known.Add(key, laws);
            return laws;
        }
    }
}
