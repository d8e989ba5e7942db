using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>Which scrapes are missed: the telemetry's own share, and what faults of the metrics pipeline lose on top. Immutable.</summary>
internal sealed class MissedScrapes
{
    private readonly ScrapedWorld _world;
    private readonly LostScrapes[] _faults;

    /// <summary>Prepares a world.</summary>
    public MissedScrapes(ScrapedWorld world)
    {
        _world = world;
        _faults = [.. world.World.Faults.OfType<LostScrapes>()];
    }

    /// <summary>Says of every pod whether its scrape is missed: one random number a pod, in their order, whatever the faults.</summary>
    /// <param name="cell">The cell's key.</param>
    /// <param name="at">The moment of the scrape.</param>
    /// <param name="missed">Gets the answers, the baseline's pods first.</param>
    public void Draw(StreamKey cell, Moment at, Span<bool> missed)
    {
        double baseline = ProbabilityAt(at, Arm.Baseline);
        double canary = ProbabilityAt(at, Arm.Canary);
        missed.Clear();
        if (baseline == 0 && canary == 0)
            return;
        Xoshiro256 random = cell.With(Purpose.MissedScrapes).Open();
        for (int pod = 0; pod < missed.Length; pod++)
            missed[pod] = random.NextDouble() < (_world.ArmOf(pod) == Arm.Baseline ? baseline : canary);
    }

    /// <summary>Probability that a scrape of a pod is missed.</summary>
    public double ProbabilityAt(Moment at, Arm arm)
    {
        double missed = _world.World.Telemetry.Missed;
        foreach (LostScrapes fault in _faults)
            if (fault.Hits(arm))
                missed = 1 - (1 - missed) * (1 - fault.Timing.StrengthAt(at) * fault.Share);
        return missed;
    }
}
