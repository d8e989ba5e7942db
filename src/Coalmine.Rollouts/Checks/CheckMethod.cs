namespace Coalmine.Rollouts.Checks;

/// <summary>How a check is answered. Closed: the nested records are all there are.</summary>
public abstract record CheckMethod
{
    private CheckMethod()
    {
    }

    /// <summary>The name that files use.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The value of a query against the threshold, as Argo Rollouts, Flagger and scripts do it. No statement about risk. Without a query of its own the
    /// metric's usual one is asked over the window.
    /// </summary>
    /// <param name="Window">The range of the usual queries; positive.</param>
    public sealed record Point(TimeSpan Window) : CheckMethod
    {
        /// <inheritdoc/>
        public override string Name => "point";
    }

    /// <summary>An interval for one planned look, on the evidence of the present step. Its level does not hold under repeated looks.</summary>
    /// <param name="Interval">Which interval is used for differences.</param>
    /// <param name="Bonferroni">Whether the level is divided by the number of fixed-sample checks.</param>
    public sealed record Fixed(DifferenceInterval Interval, bool Bonferroni) : CheckMethod
    {
        /// <inheritdoc/>
        public override string Name => "fixed";
    }

    /// <summary>Anytime-valid evidence for harm and for safety; may be looked at as often as one likes.</summary>
    /// <param name="HarmFromZero">
    /// Whether harm is tested against "not worse at all" in place of "not beyond the margin": faster, and it rolls back canaries that the margin allows.
    /// </param>
    public sealed record Sequential(bool HarmFromZero) : CheckMethod
    {
        /// <inheritdoc/>
        public override string Name => "sequential";
    }
}
