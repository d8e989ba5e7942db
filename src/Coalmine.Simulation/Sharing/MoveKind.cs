namespace Coalmine.Simulation.Sharing;

/// <summary>What a rollout changes in its world.</summary>
internal enum MoveKind
{
    /// <summary>The canary's share of the traffic.</summary>
    Weight,

    /// <summary>Whether requests are mirrored: 1 or 0.</summary>
    Mirroring,

    /// <summary>Requests a second that load tests make.</summary>
    Load,

    /// <summary>The baseline's pods that serve.</summary>
    BaselinePods,

    /// <summary>The canary's pods that serve.</summary>
    CanaryPods,
}
