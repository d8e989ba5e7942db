using Coalmine.Simulation.Queueing;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>The pods of one arm, and which of them takes the next request.</summary>
internal sealed class Fleet
{
    private readonly Pod[] _ready;
    private readonly int _first;
    private readonly Balancing _balancing;

    /// <summary>Makes the pods that may ever be there.</summary>
    /// <param name="serving">Their limits.</param>
    /// <param name="firstNumber">Number of the arm's first pod among all.</param>
    /// <param name="isCanary">Whether they are the canary's.</param>
    /// <param name="atFirst">Pods at the beginning.</param>
    public Fleet(Serving serving, int firstNumber, bool isCanary, int atFirst)
    {
        int capacity = serving.Concurrency == int.MaxValue || serving.Queue == int.MaxValue ? Station.Unlimited : serving.Concurrency + serving.Queue;
        Pods = [.. Enumerable.Range(0, serving.MostPods(atFirst)).Select(n => new Pod(firstNumber + n, isCanary, new Station(serving.Concurrency, capacity)))];
        _ready = new Pod[Pods.Length];
        _first = atFirst;
        _balancing = serving.Balancing;
    }

    /// <summary>All pods that may be there.</summary>
    public Pod[] Pods { get; }

    /// <summary>Pods that take requests.</summary>
    public int Ready { get; private set; }

    /// <summary>Requests in all pods, as far as they have been noted.</summary>
    public int Present { get; private set; }

    /// <summary>The number of requests in a pod has changed.</summary>
    public void Note(Pod pod)
    {
        Present += pod.Station.Present - pod.Noted;
        pod.Noted = pod.Station.Present;
    }

    /// <summary>The beginning: the first pods are ready, since <paramref name="readyAt"/>.</summary>
    public void Start(long readyAt)
    {
        Present = 0;
        for (int i = 0; i < Pods.Length; i++)
        {
            Pod pod = Pods[i];
            pod.Station.Clear();
            pod.Noted = 0;
            (pod.State, pod.ReadyAt, pod.Memory) = (i < _first ? PodState.Ready : PodState.Absent, readyAt, 0);
        }

        Refresh();
    }

    /// <summary>Counts anew which pods take requests.</summary>
    public void Refresh()
    {
        Ready = 0;
        foreach (Pod pod in Pods)
            if (pod.State == PodState.Ready)
                _ready[Ready++] = pod;
    }

    /// <summary>The pod for the next request; nothing if none is ready.</summary>
    /// <param name="choice">Names the choice. Its hash is the random word: a stream for one or two words would cost more than all the rest of it.</param>
    public Pod? Pick(StreamKey choice)
    {
        if (Ready <= 1)
            return Ready == 0 ? null : _ready[0];
        Pod pod = _ready[Place(choice)];
        if (_balancing == Balancing.Random)
            return pod;
        Pod other = _ready[Place(choice.With(1))];
        return other.Station.Present < pod.Station.Present ? other : pod;
    }

    private int Place(StreamKey choice) => (int)Math.BigMul(choice.Value, (ulong)Ready, out _);
}
