using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration.Boundaries;

/// <summary>
/// For every number of values the smallest deviation of their sum from its mean that a method rejects, tabulated once by bisection. Exact (to 1e-12) for
/// methods whose rejection grows with the sum.
/// </summary>
internal static class SumBounds
{
    private const int Bisections = 60;

    /// <summary>One value of a centred law.</summary>
    public delegate double Law(ref Xoshiro256 random);

    /// <summary>The bounds for 1 to <paramref name="last"/> values of a rule (deviation, values); +∞ where it rejects nothing.</summary>
    public static double[] Of(int last, Func<double, int, bool> rejects)
    {
        double[] bounds = new double[last + 1];
        bounds[0] = double.PositiveInfinity;
        for (int n = 1; n <= last; n++)
            bounds[n] = Smallest(100 * Math.Sqrt(n), value => rejects(value, n));
        return bounds;
    }

    /// <summary>The smallest number in [0, <paramref name="largest"/>] from which a rule rejects; +∞ where it does not.</summary>
    public static double Smallest(double largest, Func<double, bool> rejects)
    {
        double kept = 0, rejected = largest;
        if (!rejects(largest))
            return double.PositiveInfinity;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = 0.5 * (kept + rejected);
            if (rejects(middle))
                rejected = middle;
            else
                kept = middle;
        }

        return rejected;
    }

    /// <summary>The rule "the sum reaches its upper bound, or with both sides the mirrored one".</summary>
    public static PathRule Reaches(double[] bounds, Law law, bool twoSided) => (ref Xoshiro256 random) =>
    {
        double sum = 0;
        for (int n = 1; n < bounds.Length; n++)
        {
            sum += law(ref random);
            if (sum >= bounds[n] || (twoSided && -sum >= bounds[n]))
                return true;
        }

        return false;
    };

    /// <summary>
    /// The rule "the sum, in units of the standard deviation of the values so far, reaches its bound", looked at from a number of values on (at least 2).
    /// </summary>
    public static PathRule ReachesStudentised(double[] bounds, Law law, bool twoSided, int burnIn) => (ref Xoshiro256 random) =>
    {
        double sum = 0, squares = 0;
        for (int n = 1; n < bounds.Length; n++)
        {
            double value = law(ref random);
            sum += value;
            squares += value * value;
            if (n < burnIn)
                continue;
            double bound = bounds[n] * Math.Sqrt(Math.Max(0, squares - (sum * sum / n)) / (n - 1));
            if (sum >= bound || (twoSided && -sum >= bound))
                return true;
        }

        return false;
    };
}
