using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>
/// Newcombe's hybrid score interval for a difference of paired proportions (Newcombe 1998b, method 10: the correlation φ with its numerator reduced by
/// n/2). Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent pairs. One planned look. O(1).</remarks>
public static class NewcombePaired
{
    /// <summary>The interval for the canary's error rate less the baseline's, at normal quantile z; no pairs give [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is not in [0, 2⁵³], or z is not in [-1e6, 1e6].</exception>
    public static Interval Difference(in PairedCounts pairs, double z)
    {
        pairs.Check(nameof(pairs));
        Domain.Quantile(z);
        double n = pairs.All;
        if (n <= 0)
            return new Interval(-1, 1);
        double wrong1 = pairs.BothWrong + pairs.CanaryOnlyWrong;
        double wrong2 = pairs.BothWrong + pairs.BaselineOnlyWrong;
        Interval first = Wilson.Interval(wrong1, n, z);
        Interval second = Wilson.Interval(wrong2, n, z);
        double phi = Correlation(pairs);
        double below = Side((wrong1 / n) - first.Lower, second.Upper - (wrong2 / n), phi);
        double above = Side(first.Upper - (wrong1 / n), (wrong2 / n) - second.Lower, phi);
        return new Interval(pairs.Difference - below, pairs.Difference + above);
    }

    private static double Side(double a, double b, double phi) => Math.Sqrt(Math.Max(0, (a * a) - (2 * phi * a * b) + (b * b)));

    private static double Correlation(in PairedCounts pairs)
    {
        (double a, double b, double c, double d) = pairs;
        double margins = (a + b) * (c + d) * (a + c) * (b + d);
        if (margins <= 0)
            return 0;
        double numerator = (a * d) - (b * c);
        if (numerator > 0)
            numerator = Math.Max(0, numerator - (pairs.All / 2));
        return numerator / Math.Sqrt(margins);
    }
}
