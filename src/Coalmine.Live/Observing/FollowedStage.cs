namespace Coalmine.Live.Observing;

/// <summary>How far a rollout of somebody else has come.</summary>
public enum FollowedStage
{
    /// <summary>Not to be told now: the driver has not looked at what was asked for last.</summary>
    Unclear,

    /// <summary>Nothing is rolled out yet, or any more.</summary>
    AtRest,

    /// <summary>A version is being tried.</summary>
    UnderWay,

    /// <summary>Its driver has decided for it.</summary>
    Promoted,

    /// <summary>Its driver has decided against it.</summary>
    RolledBack,
}
