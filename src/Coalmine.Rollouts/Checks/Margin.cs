namespace Coalmine.Rollouts.Checks;

/// <summary>How much worse than the baseline is still allowed. Closed: the nested records are all there are.</summary>
public abstract record Margin
{
    private Margin()
    {
    }

    /// <summary>A part of the baseline's value: 0.2 allows a latency 1.2 times as long, or a conversion rate 0.8 times as high.</summary>
    /// <param name="Fraction">At least 0; below 1 where higher is better.</param>
    public sealed record Relative(double Fraction) : Margin;

    /// <summary>A difference of shares: 0.005 allows half a percentage point.</summary>
    /// <param name="Share">From 0 to 1.</param>
    public sealed record Points(double Share) : Margin;
}
