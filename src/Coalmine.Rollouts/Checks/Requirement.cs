namespace Coalmine.Rollouts.Checks;

/// <summary>What is asked of a metric. Closed: the nested records are all there are.</summary>
public abstract record Requirement
{
    private Requirement()
    {
    }

    /// <summary>The canary's value is at most the limit.</summary>
    /// <param name="Limit">In the metric's unit: seconds, a share from 0 to 1, or currency.</param>
    public sealed record AtMost(double Limit) : Requirement;

    /// <summary>The canary's value is at least the limit.</summary>
    /// <param name="Limit">In the metric's unit.</param>
    public sealed record AtLeast(double Limit) : Requirement;

    /// <summary>The canary's value is not worse than the baseline's by more than a margin.</summary>
    /// <param name="Margin">How much worse is allowed.</param>
    public sealed record NotWorseThanBaseline(Margin Margin) : Requirement;
}
