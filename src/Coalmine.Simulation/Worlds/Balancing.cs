namespace Coalmine.Simulation.Worlds;

/// <summary>How a request finds its pod among those of its arm that are ready.</summary>
public enum Balancing
{
    /// <summary>Any of them, as a Kubernetes Service does by itself.</summary>
    Random,

    /// <summary>The one of two random ones with fewer requests in it, as Envoy's least-request balancing does.</summary>
    LeastRequests,
}
