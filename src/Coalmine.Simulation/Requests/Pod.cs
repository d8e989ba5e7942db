using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Queueing;

namespace Coalmine.Simulation.Requests;

/// <summary>One pod: its places for requests, its age and its memory.</summary>
internal sealed class Pod(int number, bool isCanary, Station station)
{
    /// <summary>Its number among all pods, the baseline's first.</summary>
    public int Number => number;

    /// <summary>Whether it is the canary's.</summary>
    public bool IsCanary => isCanary;

    /// <summary>The requests in it.</summary>
    public Station Station => station;

    /// <summary>Where it is in its life.</summary>
    public PodState State { get; set; }

    /// <summary>When it last became ready, in nanoseconds; long before the beginning for pods that were there.</summary>
    public long ReadyAt { get; set; }

    /// <summary>How often it was started.</summary>
    public int Incarnation { get; set; }

    /// <summary>Requests that were in it when its fleet was told last.</summary>
    public int Noted { get; set; }

    /// <summary>The event at which it becomes ready.</summary>
    public EventHandle StartEvent { get; set; }

    /// <summary>Memory in use, in bytes; 0 where nobody follows it.</summary>
    public double Memory { get; set; }

    /// <summary>Whether it is scraped.</summary>
    public bool IsThere => State is PodState.Ready or PodState.Draining;
}
