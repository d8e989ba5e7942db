using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The boundary of a group-sequential test, look by look: at each the z that spends what the spending function allows up to the look's information, given
/// the looks before (Lan and DeMets 1983). Looks need not be evenly spaced, nor planned, as long as their times do not depend on the data. Guarantee:
/// planned-sequential. Mutable: one look is one call; <see cref="Copy"/> for two futures. Cost: 0.1 to 1 ms a look; looks that come much closer than a
/// hundredth of the plan cost more and gain nothing.
/// </summary>
public sealed class SpendingBoundary
{
    /// <summary>Where a bound is put that nothing reaches: what is spent below it is not worth a look.</summary>
    public const double Cap = 8;

    // Paths this far below are as good as never coming back.
    private const double Floor = -9;
    private const double NothingSpent = 1e-20;
    private readonly AlphaSpending _spending;
    private readonly double _alpha;
    private readonly BoundaryCrossing _paths;
    private double _spent;

    /// <summary>Begins at information 0 with nothing spent of alpha in (0, 1), one-sided.</summary>
    public SpendingBoundary(AlphaSpending spending, double alpha)
        : this(spending, alpha, new BoundaryCrossing(), 0, 0)
    {
        ArgumentNullException.ThrowIfNull(spending);
        if (!(alpha > 0 && alpha < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "An error probability lies in (0, 1).");
    }

    private SpendingBoundary(AlphaSpending spending, double alpha, BoundaryCrossing paths, double spent, double fraction)
    {
        _spending = spending;
        _alpha = alpha;
        _paths = paths;
        _spent = spent;
        Fraction = fraction;
    }

    /// <summary>The fraction of the planned information at the last look; 0 before the first.</summary>
    public double Fraction { get; private set; }

    /// <summary>A boundary of its own with the same past.</summary>
    public SpendingBoundary Copy() => new(_spending, _alpha, _paths.Copy(), _spent, Fraction);

    /// <summary>The one-sided bound for z at the next look; at most <see cref="Cap"/>. At fraction 1 all that is left is spent.</summary>
    /// <param name="fraction">Fraction of the planned information, above the last look's and at most 1.</param>
    public double Next(double fraction)
    {
        if (!(fraction > Fraction && fraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Information grows from look to look, up to 1.");
        double root = Math.Sqrt(fraction);
        double spent = _spending.Spent(fraction, _alpha);
        double increment = spent - _spent;
        double Excess(double z) => _paths.Crossing(fraction, double.NegativeInfinity, z * root).Above - increment;
        double bound = increment < NothingSpent || Excess(Cap) >= 0
            ? Cap
            : Brent.FindRoot(z => Math.Log((Excess(z) + increment) / increment), Floor, Cap, 1e-12, 500);
        _paths.Continue(fraction, Floor * root, bound * root);
        (_spent, Fraction) = (spent, fraction);
        return bound;
    }
}
