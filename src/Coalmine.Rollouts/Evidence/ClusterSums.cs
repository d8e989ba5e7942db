using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Statistics.Dispersion;

namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// Running sums over windows (one pod, one scrape interval) of one arm, from which the variance of a share follows when windows, not requests, are
/// independent (statistics reference 8.4).
/// </summary>
internal struct ClusterSums
{
    /// <summary>Windows without which such a variance is not trusted.</summary>
    public const int FewestWindows = 20;

    private double _events;
    private double _trials;
    private double _eventsSquared;
    private double _products;
    private double _trialsSquared;

    /// <summary>Windows with trials.</summary>
    public int Windows { get; private set; }

    /// <summary>The share with its variance; needs two windows.</summary>
    public readonly ClusterRatio Ratio
    {
        get
        {
            double rate = _events / _trials;
            double squares = Math.Max(0, _eventsSquared - 2 * rate * _products + rate * rate * _trialsSquared);
            return new ClusterRatio(_events, _trials, squares * Windows / ((Windows - 1.0) * _trials * _trials));
        }
    }

    /// <summary>Saves the sums or loads them.</summary>
    public void Exchange(SnapshotStream stream)
    {
        _events = stream.Number(_events);
        _trials = stream.Number(_trials);
        _eventsSquared = stream.Number(_eventsSquared);
        _products = stream.Number(_products);
        _trialsSquared = stream.Number(_trialsSquared);
        Windows = stream.Whole(Windows);
    }

    /// <summary>Takes a window in; one without trials says nothing.</summary>
    public void Add(double events, double trials)
    {
        if (trials <= 0)
            return;
        Windows++;
        _events += events;
        _trials += trials;
        _eventsSquared += events * events;
        _products += events * trials;
        _trialsSquared += trials * trials;
    }
}
