namespace Coalmine.Statistics.Random;

/// <summary>Gamma values.</summary>
/// <remarks>
/// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000; shapes below 1 by their section 6: a draw with
/// the shape plus one, times a power of a uniform number.
/// </remarks>
public static class GammaSampler
{
    /// <summary>
    /// Draws with the given shape (above 0) and scale (at least 0); the mean is their product. Shapes far below 0.01 give values too small for a double,
    /// which become 0.
    /// </summary>
    public static double Draw(ref Xoshiro256 random, double shape, double scale)
    {
        RequireShape(shape, nameof(shape));
        if (!(scale >= 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must not be negative.");
        return scale * (shape >= 1 ? DrawAtLeastOne(ref random, shape) : DeterministicMath.Exp(DrawLog(ref random, shape)));
    }

    /// <summary>Draws the logarithm of a gamma value of scale 1: finite also where the value itself is too small for a double.</summary>
    internal static double DrawLog(ref Xoshiro256 random, double shape)
    {
        if (shape >= 1)
            return DeterministicMath.Log(DrawAtLeastOne(ref random, shape));
        // The logarithm of a uniform number is minus an exponential time.
        return DeterministicMath.Log(DrawAtLeastOne(ref random, shape + 1)) - ExponentialSampler.Draw(ref random) / shape;
    }

    internal static void RequireShape(double shape, string name)
    {
        if (!(shape > 0 && shape < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(name, shape, "The value must be positive and finite.");
    }

    internal static double DrawAtLeastOne(ref Xoshiro256 random, double shape)
    {
        double d = shape - 1.0 / 3;
        double c = 1.0 / Math.Sqrt(9.0 * d);
        while (true)
        {
            double x = NormalSampler.Draw(ref random);
            double t = c * x;
            if (t <= -1)
                continue;
            double root = 1.0 + t;
            double u = random.NextOpenDouble();
            double x2 = x * x;
            if (u < 1.0 - 0.0331 * x2 * x2)
                return d * (root * root * root);
            // ln u < x^2/2 + d (1 - v + ln v) with v = (1 + t)^3, written so that nothing cancels for large shapes.
            double expanded = 3.0 * (DeterministicMath.Log1P(t) - t) - t * t * (3.0 + t);
            if (DeterministicMath.Log(u) < 0.5 * x2 + d * expanded)
                return d * (root * root * root);
        }
    }
}
