using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>Boundaries of group-sequential tests: planned looks with a known maximum. Guarantee: planned-sequential.</summary>
public static class GroupSequential
{
    // Beyond 8 a bound is not reached in practice and the recursion has nothing to add; paths this far below are as good as never coming back.
    private const double Cap = 8;
    private const double Floor = -9;
    private const double NothingSpent = 1e-20;

    /// <summary>Pocock's two-sided constant for equally spaced looks: reject at |z| ≥ c at each of them.</summary>
    public static double PocockConstant(int looks, double alpha) => Constant(looks, alpha, Math.Sqrt);

    /// <summary>O'Brien and Fleming's two-sided constant: reject at |z_k| ≥ c·√(K/k); also the z of the last look.</summary>
    public static double OBrienFlemingConstant(int looks, double alpha) => Constant(looks, alpha, _ => 1);

    /// <summary>One-sided z bounds at rising information fractions whose crossing probabilities are what the function spends between them; at most 8.</summary>
    public static double[] Bounds(AlphaSpending spending, double alpha, IReadOnlyList<double> information)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(information);
        double[] bounds = new double[information.Count];
        var paths = new BoundaryCrossing();
        double before = 0;
        for (int k = 0; k < bounds.Length; k++)
        {
            double t = information[k];
            double root = Math.Sqrt(t);
            double spent = spending.Spent(t, alpha);
            double increment = spent - before;
            before = spent;
            double Excess(double z) => paths.Crossing(t, double.NegativeInfinity, z * root).Above - increment;
            bounds[k] = increment < NothingSpent || Excess(Cap) >= 0
                ? Cap
                : Brent.FindRoot(z => Math.Log((Excess(z) + increment) / increment), Floor, Cap, 1e-12, 500);
            paths.Continue(t, Floor * root, bounds[k] * root);
        }

        return bounds;
    }

    // The score at fraction k/K is bounded by c times the shape of k/K.
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
