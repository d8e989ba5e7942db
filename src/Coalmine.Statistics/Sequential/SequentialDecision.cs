namespace Coalmine.Statistics.Sequential;

/// <summary>What a sequential test of two hypotheses says.</summary>
public enum SequentialDecision
{
    /// <summary>Neither bound is reached.</summary>
    Continue,

    /// <summary>The null is rejected.</summary>
    Reject,

    /// <summary>The null is accepted.</summary>
    Accept,
}
