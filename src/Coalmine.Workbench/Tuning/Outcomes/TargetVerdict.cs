namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>Whether a target is held.</summary>
public enum TargetVerdict
{
    /// <summary>The whole interval lies on the good side of the limit.</summary>
    Held,

    /// <summary>The limit lies within the interval: more replications would tell.</summary>
    Open,

    /// <summary>The whole interval lies on the bad side of the limit.</summary>
    Missed,
}
