namespace Coalmine.Statistics.Functions;

/// <summary>Bracketed root finding without allocation.</summary>
internal static class RootFinder
{
    /// <summary>
    /// A root between two points where the function has different signs (Chandrupatla 1997, "A new hybrid quadratic/bisection algorithm"). Infinite values
    /// at the ends are allowed: such steps bisect. Stops when the bracket is narrower than 1e-15 + 1e-13·|x|.
    /// </summary>
    public static double Solve<T>(in T function, double from, double to)
        where T : struct, IScalarFunction
    {
        double a = to;
        double b = from;
        double fa = function.At(a);
        double fb = function.At(b);
        if (fa == 0 || fb == 0 || Math.Sign(fa) == Math.Sign(fb))
            return Math.Abs(fa) < Math.Abs(fb) ? a : b;
        double c = a;
        double fc = fa;
        double share = 0.5;
        for (int i = 0; i < 120; i++)
        {
            double x = a + (share * (b - a));
            double fx = function.At(x);
            if (Math.Sign(fx) == Math.Sign(fa))
                (c, fc) = (a, fa);
            else
                (c, b, fc, fb) = (b, a, fb, fa);
            (a, fa) = (x, fx);
            double best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            double limit = (0.5e-15 + (0.5e-13 * Math.Abs(best))) / Math.Abs(b - a);
            if (limit > 0.5 || fa == 0)
                return best;
            share = Math.Clamp(Share(a, b, c, fa, fb, fc), limit, 1 - limit);
        }

        return a;
    }

    /// <summary>
    /// The root of a decreasing function in [smallest, largest], looked for around a guess with a first stride; the limit itself where the function keeps
    /// its sign up to it.
    /// </summary>
    public static double SolveDecreasing<T>(in T function, double guess, double stride, double smallest, double largest)
        where T : struct, IScalarFunction
    {
        double from = Math.Clamp(guess, smallest, largest);
        double value = function.At(from);
        if (value == 0)
            return from;
        double direction = value > 0 ? 1 : -1;
        while (true)
        {
            double to = Math.Clamp(from + (direction * stride), smallest, largest);
            if (to == from || double.IsNaN(to))
                return from;
            if (function.At(to) * direction <= 0)
                return Solve(function, from, to);
            from = to;
            stride *= 3;
        }
    }

    // Inverse quadratic interpolation where it is safe, the middle otherwise.
    private static double Share(double a, double b, double c, double fa, double fb, double fc)
    {
        double xi = (a - b) / (c - b);
        double phi = (fa - fb) / (fc - fb);
        if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi))
            return 0.5;
        double share = (fa / (fb - fa) * fc / (fb - fc)) + ((c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb));
        return double.IsFinite(share) ? share : 0.5;
    }
}
