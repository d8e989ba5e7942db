using System.Collections.Immutable;
using Coalmine.Statistics.Functions;
using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// A whole group-sequential plan: looks at rising information fractions, upper bounds and optional lower ones, on z. The effect enters as the drift θ: the
/// mean of z at the full information, (p₁ - p₂)·√I for two rates with I of <see cref="TwoProportionInformation"/>. Assumes independent increments and a known
/// maximum information. Guarantee: planned-sequential. A design of 5 looks costs a few milliseconds, with futility some tens.
/// </summary>
/// <param name="Information">Rising fractions; the last one is 1.</param>
/// <param name="Upper">Reject at z at or above it.</param>
/// <param name="Lower">Give up at z at or below it; -∞ where a look cannot give up.</param>
public sealed record GroupSequentialDesign(ImmutableArray<double> Information, ImmutableArray<double> Upper, ImmutableArray<double> Lower)
{
    private const double LargestDrift = 20;

    // Paths further out than this, in standard deviations of the score around its mean, weigh less than 1e-18.
    private const double Reach = 9;

    /// <summary>The one-sided design that spends alpha by a function and never gives up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fractions do not rise to 1, or alpha is not in (0, 1).</exception>
    public static GroupSequentialDesign Of(AlphaSpending spending, double alpha, params IReadOnlyList<double> information)
    {
        ArgumentNullException.ThrowIfNull(information);
        if (information.Count == 0 || information[^1] != 1)
            throw new ArgumentOutOfRangeException(nameof(information), "The fractions of a design rise to 1.");
        double[] upper = GroupSequential.Bounds(spending, alpha, information);
        return new GroupSequentialDesign([.. information], [.. upper], [.. upper.Select(_ => double.NegativeInfinity)]);
    }

    /// <summary>
    /// The same upper bounds with a futility rule that spends beta = 1 - power at the drift that the design then has this power at (Pampallona, Tsiatis and
    /// Kim 2001). The rule is not binding: the upper bounds were computed as if nobody ever gave up, so that ignoring it does not raise the error. At the
    /// last look both bounds meet.
    /// </summary>
    /// <param name="spending">How beta is spent.</param>
    /// <param name="power">Power to keep, in (alpha, 1).</param>
    /// <returns>The design, and the drift at which it has the power.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The power is not above the design's error, or no bounds keep it.</exception>
    public (GroupSequentialDesign Design, double Drift) WithFutility(AlphaSpending spending, double power)
    {
        ArgumentNullException.ThrowIfNull(spending);
        double beta = 1 - power;
        double start = DriftFor(power);
        double nearest = 0.99 * start, farthest = (1.5 * start) + 2;
        if (!(FutilityBounds(spending, beta, nearest).Missing * FutilityBounds(spending, beta, farthest).Missing <= 0))
            throw new ArgumentOutOfRangeException(nameof(power), power, "No futility bounds keep this power.");
        double drift = Brent.FindRoot(theta => FutilityBounds(spending, beta, theta).Missing, nearest, farthest, 1e-10, 500);
        double[] lower = FutilityBounds(spending, beta, drift).Lower;
        lower[^1] = Upper[^1];
        return (this with { Lower = [.. lower] }, drift);
    }

    /// <summary>The drift at which the design crosses its upper bounds with a probability in (alpha, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The power is not above the design's error, or only reached at a drift above 20.</exception>
    public double DriftFor(double power)
    {
        Domain.Level(power);
        if (!(Under(0).TotalAbove < power && Under(LargestDrift).TotalAbove >= power))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies above the error of the design, and is reached at a drift below 20.");
        return Brent.FindRoot(theta => Under(theta).TotalAbove - power, 0, LargestDrift, 1e-11, 500);
    }

    /// <summary>
    /// How much larger the maximum information must be than that of a test with a single look at the same one-sided alpha and power: (θ/(z_α + z_β))².
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not in (0, 1), or the power not above it.</exception>
    public double InflationFactor(double alpha, double power)
    {
        Domain.Level(alpha);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(power, alpha);
        return Math.Pow(DriftFor(power) / (NormalDistribution.UpperQuantile(alpha) + NormalDistribution.UpperQuantile(1 - power)), 2);
    }

    /// <summary>Crossing probabilities and mean information at a drift, lower bounds obeyed.</summary>
    public GroupSequentialBehaviour Under(double drift)
    {
        int looks = Upper.Length;
        double[] above = new double[looks], below = new double[looks];
        var paths = new BoundaryCrossing(drift);
        double expected = 0, remaining = 1;
        for (int k = 0; k < looks; k++)
        {
            double t = Information[k], root = Math.Sqrt(t);
            bool isLast = k == looks - 1;
            double lower = isLast ? Math.Min(Lower[k], Upper[k]) : Lower[k];
            (above[k], below[k]) = paths.Crossing(t, lower * root, Upper[k] * root);
            expected += t * (isLast ? remaining : above[k] + below[k]);
            remaining -= above[k] + below[k];
            if (!isLast)
                Continue(paths, t, drift, (lower, Upper[k]));
        }

        return new GroupSequentialBehaviour([.. above], [.. below], expected);
    }

    /// <summary>
    /// The stage-wise ordered one-sided p (Armitage 1957; Jennison and Turnbull 2000, section 8.4) of a test that stopped at a look (from 0) with a z: the
    /// probability under the null of crossing the upper bound before, or of a z at least as large at this look. Futility is ignored, as it does not bind.
    /// Exact at the planned looks; P(p ≤ α) = α.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such look.</exception>
    public double StageWiseP(int look, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(look);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(look, Upper.Length);
        var paths = new BoundaryCrossing();
        double p = 0;
        for (int k = 0; k <= look; k++)
        {
            double t = Information[k], root = Math.Sqrt(t);
            p += paths.Crossing(t, double.NegativeInfinity, (k == look ? z : Upper[k]) * root).Above;
            if (k < look)
                Continue(paths, t, 0, (double.NegativeInfinity, Upper[k]));
        }

        return p;
    }

    // Moves on with paths between two z bounds; infinite or far ones are cut where nothing is left.
    private static void Continue(BoundaryCrossing paths, double t, double drift, (double Lower, double Upper) z)
    {
        double root = Math.Sqrt(t), mean = drift * t;
        double lower = Math.Max(z.Lower * root, mean - (Reach * root));
        double upper = Math.Min(z.Upper * root, mean + (Reach * root));
        paths.Continue(t, Math.Min(lower, upper), upper);
    }

    // The lower bounds that spend beta at a drift, and by how much the last look then misses too little (positive) or too much of the effect.
    private (double[] Lower, double Missing) FutilityBounds(AlphaSpending spending, double beta, double drift)
    {
        double[] bounds = new double[Upper.Length];
        var paths = new BoundaryCrossing(drift);
        double before = 0;
        for (int k = 0; k < bounds.Length; k++)
        {
            double t = Information[k], root = Math.Sqrt(t), upper = Upper[k];
            double spent = spending.Spent(t, beta), increment = spent - before;
            before = spent;
            double Crossed(double z) => paths.Crossing(t, z * root, double.PositiveInfinity).Below;
            if (k == bounds.Length - 1)
                return (bounds, Crossed(upper) - increment);
            double smallest = (drift * root) - Reach;
            bounds[k] = Crossed(smallest) >= increment ? double.NegativeInfinity
                : Crossed(upper) <= increment ? upper
                : Brent.FindRoot(z => Math.Log(Crossed(z) / increment), smallest, upper, 1e-12, 500);
            if (bounds[k] >= upper)
                return (bounds, -1);
            Continue(paths, t, drift, (bounds[k], upper));
        }

        return (bounds, 0);
    }
}
