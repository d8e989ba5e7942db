using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// Drives the engine of pods with limits on its own, without the reference runs that a compiled world needs, and keeps what callers and scrapes saw.
/// </summary>
internal sealed class ServedRun : IRequestFollower
{
    private readonly ServingEngine _engine;
    private readonly List<AnsweredRequest> _requests = [];
    private readonly List<double[]> _counters = [];
    private readonly List<bool[]> _missed = [];

    public ServedRun(World world)
    {
        ScrapedWorld scraped = new(world);
        CounterNeeds needs = new(scraped.Layout);
        for (int place = 0; place < scraped.Layout.Length; place++)
            needs.Add(place);
        _engine = new ServingEngine(new RequestWorld(scraped), needs) { Follower = this };
    }

    /// <summary>What callers saw in the last run, in the order of the answers.</summary>
    public IReadOnlyList<AnsweredRequest> Requests => _requests;

    /// <summary>Number of the canary's first pod.</summary>
    public int Canary => _engine.World.BaselinePods;

    /// <summary>Scrapes of the last run; number k is taken after k intervals.</summary>
    public int Scrapes => _counters.Count;

    /// <summary>A counter of a pod at a scrape.</summary>
    public double At(int scrape, int pod, Slot slot) => _counters[scrape][pod * _engine.World.Layout.Length + (int)slot];

    /// <summary>A counter of a pod at the end.</summary>
    public double AtEnd(int pod, Slot slot) => At(Scrapes - 1, pod, slot);

    /// <summary>Whether a pod was missing at a scrape.</summary>
    public bool IsMissed(int scrape, int pod) => _missed[scrape][pod];

    /// <summary>Pods that a scrape found among some.</summary>
    public int Found(int scrape, int first, int count) => _missed[scrape].AsSpan(first, count).Count(false);

    public ServedRun Run(long replication, double weight, bool mirroring = false) =>
        Run(replication, mirroring, (TimeSpan.Zero, weight));

    /// <summary>Runs a replication in which the weight changes at some moments, in order.</summary>
    public ServedRun Run(long replication, bool mirroring, params (TimeSpan At, double Weight)[] weights)
    {
        _requests.Clear();
        _counters.Clear();
        _missed.Clear();
        _engine.Start(5, replication);
        _engine.SetMirroring(mirroring, Moment.Start);
        foreach ((TimeSpan at, double weight) in weights)
        {
            TakeCells(Moment.After(at));
            _engine.SetWeight(weight, Moment.After(at));
        }

        TakeCells(Moment.After(_engine.World.World.Duration));
        return this;
    }

    /// <summary>Forgets the requests of the other arm.</summary>
    public ServedRun Only(Arm arm)
    {
        _requests.RemoveAll(request => request.Arm != arm);
        return this;
    }

    public void Answered(in AnsweredRequest request) => _requests.Add(request);

    private void TakeCells(Moment until)
    {
        while (_engine.TryTakeCell(until))
        {
            _counters.Add([.. _engine.Counters]);
            _missed.Add([.. _engine.Missed]);
        }
    }
}
