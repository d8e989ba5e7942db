namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a share is tested against. Closed: the nested records are all there are.</summary>
internal abstract record ShareTarget
{
    private ShareTarget()
    {
    }

    /// <summary>A limit for the canary's rate of events.</summary>
    /// <param name="Rate">In (0, 1).</param>
    public sealed record Limit(double Rate) : ShareTarget;

    /// <summary>A limit for the ratio of the worse direction: canary's rate over baseline's, or the inverse where events are good.</summary>
    /// <param name="Value">Positive; 1 for "not worse at all".</param>
    public sealed record Ratio(double Value) : ShareTarget;

    /// <summary>A limit for the difference of rates.</summary>
    /// <param name="Difference">In [0, 1).</param>
    public sealed record Points(double Difference) : ShareTarget;
}
