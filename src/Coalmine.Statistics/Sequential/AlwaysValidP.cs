namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The always-valid p of an e-process (Johari, Koomen, Pekelis and Walsh 2017): the running minimum of min(1, 1/e) over the looks so far. At every stopping
/// time P(p ≤ α) ≤ α under the null (Ville), so a look may be the last whenever it is read. Guarantee: that of the e-process, anytime-valid for an exact one,
/// anytime-asymptotic for a mixture with an estimated variance.
/// </summary>
/// <param name="LargestLogE">ln of the largest e so far; -∞ before the first look.</param>
public readonly record struct AlwaysValidP(double LargestLogE)
{
    /// <summary>Before the first look: p = 1.</summary>
    public static AlwaysValidP Start { get; } = new(double.NegativeInfinity);

    /// <summary>The p-value: never rises from look to look, at most 1.</summary>
    public double P => EValue.AsP(LargestLogE);

    /// <summary>With one more look at the e-process (not at a factor of it).</summary>
    /// <exception cref="ArgumentOutOfRangeException">ln e is NaN.</exception>
    public AlwaysValidP After(double logE) => double.IsNaN(logE)
        ? throw new ArgumentOutOfRangeException(nameof(logE), "An e-value is not a number.")
        : new AlwaysValidP(Math.Max(LargestLogE, logE));
}
