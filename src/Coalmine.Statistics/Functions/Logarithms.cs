namespace Coalmine.Statistics.Functions;

/// <summary>Logarithms that keep their digits where the plain forms cancel.</summary>
public static class Logarithms
{
    /// <summary>
    /// ln(1 + x) for x ≥ -1; exact to a few units in the last place also for tiny x (Kahan's correction; <c>double.LogP1</c> rounds 1 + x first). NaN below -1
    /// and at NaN.
    /// </summary>
    public static double OnePlus(double x)
    {
        double sum = 1 + x;
        if (sum == 1)
            return x;
        return double.IsInfinity(sum) || sum == 0 ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>ln(1 + x) - x for x > -1, without the cancellation near 0 (Didonato and Morris 1992, TOMS 708, function rlog1); NaN below -1.</summary>
    public static double OnePlusMinus(double x)
    {
        if (x is < -0.39 or > 0.57)
            return Math.Log(1 + x) - x;
        double r = x / (2 + x);
        double square = r * r;

        // ln(1 + x) = 2 atanh(r); twelve terms of the series reach 1e-17 on this range, where r² is below 0.06.
        double series = 0;
        for (int k = 12; k >= 1; k--)
            series = (series * square) + (1.0 / ((2 * k) + 1));
        return r * ((2 * square * series) - x);
    }

    /// <summary>ln(1 - e^x) for x ≤ 0; -∞ at 0, NaN above (Mächler 2012).</summary>
    public static double OneMinusExp(double x) => x > -0.6931471805599453 ? Math.Log(-Expm1(x)) : OnePlus(-Math.Exp(x));

    /// <summary>e^x - 1 without cancellation near 0; NaN at NaN.</summary>
    public static double Expm1(double x)
    {
        double exp = Math.Exp(x);
        if (exp == 1)
            return x;
        double difference = exp - 1;
        return difference == -1 || double.IsInfinity(exp) ? difference : difference * (x / Math.Log(exp));
    }

    /// <summary>ln Σ e^v; -∞ for none, +∞ with one, NaN with a NaN.</summary>
    public static double SumOfExponentials(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
            largest = Math.Max(largest, value);
        if (double.IsInfinity(largest))
            return largest;
        double sum = 0;
        foreach (double value in values)
            sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>x·ln(y), with 0·ln(0) = 0, as likelihoods need it; NaN for y below 0, and for NaN.</summary>
    public static double Times(double x, double y) => x == 0 ? 0 : x * Math.Log(y);
}
