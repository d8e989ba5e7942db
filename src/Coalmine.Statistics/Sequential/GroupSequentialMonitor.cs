using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// A one-sided group-sequential test whose looks come when they come (Lan and DeMets 1983): each look states the information fraction it really has, and gets
/// the bound that spends what the function allows up to there. The look that is the last spends all that remains, also when the traffic ended early or
/// overran the plan; without it the rest of alpha is lost. Looks may depend on time, not on the data. Assumes independent increments of the score. Guarantee:
/// planned-sequential. A look costs about 1 ms. Mutable.
/// </summary>
public sealed class GroupSequentialMonitor
{
    // Beyond 8 a bound is not reached in practice and the recursion has nothing to add; paths this far below are as good as never coming back.
    internal const double Cap = 8;
    internal const double Floor = -9;
    private const double NothingSpent = 1e-20;

    private readonly AlphaSpending spending;
    private readonly double alpha;
    private readonly BoundaryCrossing paths = new();
    private double information;
    private double spent;
    private bool isOver;

    /// <summary>Begins a test at a one-sided alpha in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not in (0, 1).</exception>
    public GroupSequentialMonitor(AlphaSpending spending, double alpha)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        (this.spending, this.alpha) = (spending, alpha);
    }

    /// <summary>The error spent so far.</summary>
    public double Spent => spent;

    /// <summary>The z bound of the next look: reject at or above it. At most 8, where a look has nothing to spend.</summary>
    /// <param name="fraction">Information fraction of the look, above that of the one before; above 1 only at the last look.</param>
    /// <param name="isLast">Whether no look follows: the bound spends alpha to the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction does not rise, or exceeds 1 before the last look.</exception>
    /// <exception cref="InvalidOperationException">The last look has been.</exception>
    public double NextBound(double fraction, bool isLast = false)
    {
        if (isOver)
            throw new InvalidOperationException("The last look has been.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(fraction, information);
        if (!(fraction <= 1 || (isLast && double.IsFinite(fraction))))
            throw new ArgumentOutOfRangeException(nameof(fraction), "Only the last look may exceed the planned information.");
        double root = Math.Sqrt(fraction);
        double increment = (isLast ? alpha : spending.Spent(fraction, alpha)) - spent;
        double Crossed(double z) => paths.Crossing(fraction, double.NegativeInfinity, z * root).Above;
        double bound = increment < NothingSpent || Crossed(Cap) >= increment
            ? Cap
            : Brent.FindRoot(z => Math.Log(Crossed(z) / increment), Floor, Cap, 1e-12, 500);
        spent += increment;
        isOver = isLast;
        information = fraction;
        if (!isLast)
            paths.Continue(fraction, Floor * root, bound * root);
        return bound;
    }
}
