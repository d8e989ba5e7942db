namespace Coalmine.Live.Driving;

/// <summary>What a request to stop (SIGTERM, Ctrl-C) does to an open rollout. Both leave the traffic in a state that is told.</summary>
public enum StopRule
{
    /// <summary>The weight stays as it is, and nobody looks at the canary until the rollout is gone on with.</summary>
    Hold,

    /// <summary>The canary's traffic is taken away first.</summary>
    RollBack,
}
