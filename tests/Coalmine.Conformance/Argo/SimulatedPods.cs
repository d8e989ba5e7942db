using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>The pods of one replica set: they become available a time after they are created, and are gone at once.</summary>
internal sealed class SimulatedPods(double startSeconds)
{
    private readonly List<Moment> _starts = [];

    /// <summary>Pods asked for.</summary>
    public int Spec => _starts.Count;

    /// <summary>Pods that have started and are held back from serving.</summary>
    public int Down { get; set; }

    /// <summary>Asks for so many pods; those that started last go first.</summary>
    public void Scale(int count, Moment now)
    {
        while (_starts.Count < count)
            _starts.Add(now + TimeSpan.FromSeconds(startSeconds));
        _starts.Sort();
        if (_starts.Count > count)
            _starts.RemoveRange(count, _starts.Count - count);
    }

    /// <summary>Pods that serve.</summary>
    public int Available(Moment now) => Math.Max(0, _starts.Count(start => start <= now) - Down);

    /// <summary>What the controller sees.</summary>
    public ReplicaSetCount Count(Moment now) => new(Spec, Spec, Available(now));

    /// <summary>When the next pod starts; never when none does.</summary>
    public Moment NextStart(Moment now)
    {
        Moment next = Moment.Never;
        foreach (Moment start in _starts)
        {
            if (start > now)
                next = Moment.Earlier(next, start);
        }

        return next;
    }
}
