namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>Whether a workload is ready at a tick.</summary>
public enum FlaggerReadiness
{
    /// <summary>Updated and available enough.</summary>
    Ready,

    /// <summary>Not ready; the tick ends without counting.</summary>
    NotReady,

    /// <summary>Not ready for longer than the progress deadline; the canary fails.</summary>
    PastDeadline,
}
