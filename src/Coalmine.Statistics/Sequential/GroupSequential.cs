using Coalmine.Statistics.Functions;
using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>Boundaries of group-sequential tests: planned looks with a known maximum. Guarantee: planned-sequential.</summary>
/// <remarks>Direction: one-sided bounds reject large z, of harm or of safety as the caller defines z. Assumes a score with independent increments and
/// information known at each look. Constants and bounds of 5 looks cost a few milliseconds. Source: Armitage, McPherson and Rowe 1969; Pocock 1977; O'Brien
/// and Fleming 1979; Lan and DeMets 1983. Whole plans: <see cref="GroupSequentialDesign"/>.</remarks>
public static class GroupSequential
{
    /// <summary>Pocock's two-sided constant for equally spaced looks: reject at |z| ≥ c at each of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no look, or alpha is not in [1e-30, ½].</exception>
    public static double PocockConstant(int looks, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        CheckTwoSided(alpha);
        return Constant(looks, alpha, Math.Sqrt);
    }

    /// <summary>O'Brien and Fleming's two-sided constant: reject at |z_k| ≥ c·√(K/k); also the z of the last look.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no look, or alpha is not in [1e-30, ½].</exception>
    public static double OBrienFlemingConstant(int looks, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        CheckTwoSided(alpha);
        return Constant(looks, alpha, _ => 1);
    }

    /// <summary>
    /// One-sided z bounds at rising information fractions whose crossing probabilities are what the function spends between them; at most 8. The fractions
    /// may be uneven. Where the last one is below 1 the bounds spend less than alpha: <see cref="GroupSequentialMonitor"/> spends the rest at a last look.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The fractions do not rise within (0, 1], or alpha is not in (0, 1).</exception>
    public static double[] Bounds(AlphaSpending spending, double alpha, IReadOnlyList<double> information)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(information);
        double[] bounds = new double[information.Count];
        var monitor = new GroupSequentialMonitor(spending, alpha);
        for (int k = 0; k < bounds.Length; k++)
            bounds[k] = monitor.NextBound(information[k]);
        return bounds;
    }

    /// <summary>
    /// The bound of O'Brien and Fleming's shape for looks at any moments up to the end: reject at z ≥ z_(α/2)/√t at an information fraction t in (0, 1];
    /// z_(α/2) the upper α/2 quantile. By the reflection principle a Brownian path crosses it before t = 1 with probability α exactly; fewer looks cross less
    /// often. One-sided alpha; no tables. Guarantee: planned-sequential, the end alone must be planned.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not positive, or alpha not in (0, 1).</exception>
    public static double ContinuousOBrienFlemingBound(double fraction, double alpha)
    {
        Domain.Positive(fraction);
        Domain.Level(alpha);
        return Functions.NormalDistribution.UpperQuantile(alpha / 2) / Math.Sqrt(fraction);
    }

    /// <summary>
    /// The repeated p-value at a look (Jennison and Turnbull 2000, section 9.5): the smallest one-sided alpha whose bounds the statistics so far have
    /// reached. Whenever the test is stopped, and for whatever reason, P(p ≤ α) ≤ α under the null. Within (1e-15, 1]; 1 where no alpha below ½ rejects.
    /// </summary>
    /// <param name="spending">The spending function of the plan.</param>
    /// <param name="information">The fractions of the looks so far, rising, at most 1.</param>
    /// <param name="z">The statistics of these looks, as many.</param>
    /// <exception cref="ArgumentException">Not as many statistics as looks.</exception>
    public static double RepeatedP(AlphaSpending spending, IReadOnlyList<double> information, IReadOnlyList<double> z)
    {
        ArgumentNullException.ThrowIfNull(information);
        ArgumentNullException.ThrowIfNull(z);
        if (information.Count != z.Count)
            throw new ArgumentException("Each look has one statistic.", nameof(z));
        bool Rejects(double alpha) => Bounds(spending, alpha, information).Zip(z).Any(look => look.Second >= look.First);
        if (!Rejects(0.5))
            return 1;
        double low = Math.Log(1e-15), high = Math.Log(0.5);
        while (high - low > 1e-9)
        {
            double middle = (low + high) / 2;
            if (Rejects(Math.Exp(middle)))
                high = middle;
            else
                low = middle;
        }

        return Math.Exp(high);
    }

    // The score at fraction k/K is bounded by c times the shape of k/K.
    // The constant is looked for between 0.5 and 12.
    private static void CheckTwoSided(double alpha)
    {
        if (!(alpha is >= 1e-30 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies in [1e-30, 1/2].");
    }

    private static double Constant(int looks, double alpha, Func<double, double> shape) =>
        Brent.FindRoot(c => Math.Log(Error(looks, c, shape) / alpha), 0.5, 12, 1e-11, 500);

    private static double Error(int looks, double constant, Func<double, double> shape)
    {
        var paths = new BoundaryCrossing();
        double error = 0;
        for (int k = 1; k <= looks; k++)
        {
            double t = (double)k / looks;
            double bound = constant * shape(t);
            (double above, double below) = paths.Crossing(t, -bound, bound);
            error += above + below;
            if (k < looks)
                paths.Continue(t, -bound, bound);
        }

        return error;
    }
}
