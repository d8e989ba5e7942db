namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>Where a native rollout stands.</summary>
internal enum NativePhase
{
    /// <summary>Waits for the pre-rollout hook.</summary>
    PreRollout,

    /// <summary>The canary gets mirrored requests only.</summary>
    Shadow,

    /// <summary>A step of the plan is in force.</summary>
    Step,

    /// <summary>Promoted; waits for the baseline to run the canary's version, to clean up.</summary>
    Promoted,

    /// <summary>Nothing is left to do.</summary>
    Ended,
}
