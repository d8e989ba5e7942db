namespace Coalmine.Live.Advising;

/// <summary>The three answers to somebody who asks how a rollout stands.</summary>
public enum AdviceVerdict
{
    /// <summary>Not known yet: stay where it is.</summary>
    Inconclusive,

    /// <summary>Our policy would take the next step.</summary>
    Pass,

    /// <summary>Our policy would roll back.</summary>
    Fail,
}
