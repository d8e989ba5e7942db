namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// <c>status.phase</c> of a Canary (fluxcd/flagger 15bd6ad5, <c>pkg/apis/flagger/v1beta1/status.go</c>). The two phases of deletion are left out: a deleted
/// object decides nothing.
/// </summary>
public enum FlaggerPhase
{
    /// <summary>The primary is being made; also the empty phase.</summary>
    Initializing,

    /// <summary>The first primary is up and the target is scaled to nothing.</summary>
    Initialized,

    /// <summary>A confirm-rollout hook refused.</summary>
    Waiting,

    /// <summary>The analysis is under way.</summary>
    Progressing,

    /// <summary>A confirm-promotion hook refused; traffic stays where it was and checks go on.</summary>
    WaitingPromotion,

    /// <summary>The template has been copied to the primary; its pods are waited for, then traffic goes back to it.</summary>
    Promoting,

    /// <summary>All traffic is on the primary.</summary>
    Finalising,

    /// <summary>At rest after a promotion.</summary>
    Succeeded,

    /// <summary>At rest after a rollback, or with a primary that broke during promotion.</summary>
    Failed,
}
