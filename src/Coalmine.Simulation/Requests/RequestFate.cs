namespace Coalmine.Simulation.Requests;

/// <summary>How a request ended for its caller.</summary>
public enum RequestFate
{
    /// <summary>An answer, right or wrong.</summary>
    Answered,

    /// <summary>An error of the model.</summary>
    Error,

    /// <summary>No free place in the pod and its queue, or no pod ready.</summary>
    Refused,

    /// <summary>The caller gave up.</summary>
    TimedOut,

    /// <summary>The pod was killed while the request was in it.</summary>
    Lost,
}
