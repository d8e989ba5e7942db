using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// What an autoscaler wants of one arm: pods for the requests that were in them on average since it last looked, and fewer pods only once it has wanted fewer
/// for a while. It decides and changes nothing.
/// </summary>
internal sealed class Scaler(Serving serving, int fewest)
{
    private readonly double _perPod = serving.Autoscaling.Target * serving.Concurrency;
    private readonly long _downAfter = serving.Autoscaling.DownAfter.Ticks * 100;
    private double _integral;
    private int _present;
    private long _since;
    private long _lookedAt;
    private long _fewerSince;
    private int _mostWantedSince;

    /// <summary>The beginning: nothing in the pods.</summary>
    public void Start() => (_integral, _present, _since, _lookedAt, _fewerSince, _mostWantedSince) = (0, 0, 0, 0, long.MaxValue, 0);

    /// <summary>The number of requests in the arm's pods changes.</summary>
    public void Note(int present, long at)
    {
        _integral += (double)_present * (at - _since);
        (_present, _since) = (present, at);
    }

    /// <summary>Looks: the pods that there should be.</summary>
    /// <param name="pods">Pods that are there or on their way.</param>
    /// <param name="at">Now.</param>
    public int Wanted(int pods, long at)
    {
        Note(_present, at);
        double average = at == _lookedAt ? _present : _integral / (at - _lookedAt);
        (_integral, _lookedAt) = (0, at);
        int wanted = Math.Clamp((int)Math.Ceiling(average / _perPod), fewest, Math.Max(fewest, serving.Autoscaling.Most));
        if (wanted >= pods)
        {
            _fewerSince = long.MaxValue;
            return wanted;
        }

        (_fewerSince, _mostWantedSince) = _fewerSince == long.MaxValue ? (at, wanted) : (_fewerSince, Math.Max(_mostWantedSince, wanted));
        if (at - _fewerSince < _downAfter)
            return pods;
        _fewerSince = long.MaxValue;
        return _mostWantedSince;
    }
}
