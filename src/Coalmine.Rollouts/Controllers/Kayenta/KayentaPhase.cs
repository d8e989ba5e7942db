namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>Where a judged rollout stands.</summary>
internal enum KayentaPhase
{
    /// <summary>Measures and judges.</summary>
    Analysis,

    /// <summary>The last score was enough; an operator holds the promotion.</summary>
    Accepted,

    /// <summary>Promoted; waits for the baseline to run the canary's version, to clean up.</summary>
    Promoted,

    /// <summary>Nothing is left to do.</summary>
    Ended,
}
