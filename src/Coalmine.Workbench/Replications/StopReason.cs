namespace Coalmine.Workbench.Replications;

/// <summary>Why a scenario of a study got no more replications.</summary>
public enum StopReason
{
    /// <summary>The study was interrupted.</summary>
    Interrupted,

    /// <summary>The most replications were made.</summary>
    Maximum,

    /// <summary>The outcome shares are as precise as was asked.</summary>
    Precision,

    /// <summary>Whoever watched the study had seen enough.</summary>
    Enough,
}
