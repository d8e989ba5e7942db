namespace Coalmine.Live.Traffic.Foreign;

/// <summary>What a person may order of an Argo Rollout.</summary>
public enum ArgoOrder
{
    /// <summary>Ends the pause, or skips the step that it is in.</summary>
    Promote,

    /// <summary>Skips all that is left, pauses and analysis too.</summary>
    PromoteInFull,

    /// <summary>Gives the new version up.</summary>
    Abort,

    /// <summary>Stops where it is.</summary>
    Pause,

    /// <summary>Ends the pause that a person ordered.</summary>
    Resume,

    /// <summary>Begins again at the first step after it was aborted.</summary>
    Retry,
}
