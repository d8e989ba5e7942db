using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation;

/// <summary>One scrape of all pods: a view on the engine's counters, valid during the call that shows it.</summary>
public readonly ref struct PodScrapes
{
    private readonly Engine _engine;
    private readonly KeptCounters _kept;

    internal PodScrapes(Engine engine, KeptCounters kept, TrafficWeight weight)
    {
        (_engine, _kept) = (engine, kept);
        Weight = weight;
    }

    /// <summary>The moment of the scrape.</summary>
    public Moment At => _engine.ScrapedAt;

    /// <summary>Number of the cell that it ends; 0 for the scrape at the start.</summary>
    public int Cell => _engine.Cell;

    /// <summary>The weight in force.</summary>
    public TrafficWeight Weight { get; }

    /// <summary>Pods that may ever be there, the baseline's first.</summary>
    public int Pods => _engine.World.Pods;

    /// <summary>The names of the counters that are kept for this policy; others are not drawn. Always the same for one rollout.</summary>
    public ReadOnlySpan<string> Counters => _kept.Names;

    /// <summary>The arm of a pod.</summary>
    public Arm ArmOf(int pod) => _engine.World.ArmOf(pod);

    /// <summary>Number of a pod among its arm's, from 0.</summary>
    public int NumberOf(int pod) => ArmOf(pod) == Arm.Baseline ? pod : pod - _engine.World.BaselinePods;

    /// <summary>Whether the scrape of a pod brought nothing: it was missed, or the pod was not there.</summary>
    public bool IsMissed(int pod) => _engine.Missed[pod];

    /// <summary>A counter of a pod, missed or not; NaN for mirrored pairs, which the canary's first pod counts, on any other pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="counter">Which of <see cref="Counters"/>.</param>
    public double Value(int pod, int counter)
    {
        int place = _kept.PlaceOf(counter);
        bool isElsewhere = place is >= (int)Slot.PairsCompared and <= (int)Slot.PairsBaselineOnlyWrong && pod != _engine.World.BaselinePods;
        return isElsewhere ? double.NaN : _engine.Counters[pod * _engine.World.Layout.Length + place];
    }
}
