namespace Coalmine.Rollouts.Evaluation;

/// <summary>The three answers to a check.</summary>
public enum VerdictKind
{
    /// <summary>Neither harm nor safety is shown.</summary>
    Inconclusive,

    /// <summary>The canary is not worse than allowed.</summary>
    Pass,

    /// <summary>The canary is worse than allowed.</summary>
    Fail,
}
