namespace Coalmine.Simulation.Requests;

/// <summary>Where a pod is in its life.</summary>
internal enum PodState
{
    /// <summary>Not there.</summary>
    Absent,

    /// <summary>On its way to its first request, after its creation or after it was killed.</summary>
    Starting,

    /// <summary>Takes requests.</summary>
    Ready,

    /// <summary>Finishes what it has and takes no more.</summary>
    Draining,
}
