using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>
/// The score statistic for p₁ - p₂ = delta less a target: decreasing in delta. Its variance is taken at the restricted rates and multiplied by a factor.
/// </summary>
internal readonly struct DifferenceScore(double x1, double n1, double x2, double n2, double factor, double target) : IScalarFunction
{
    /// <summary>The score at delta minus the target; ±∞ (or the bare target at the estimate) where the variance is 0.</summary>
    public double At(double delta)
    {
        double distance = (x1 / n1) - (x2 / n2) - delta;

        // The variance does not change when errors and successes are exchanged; the rarer ones keep their digits.
        (double p1, double p2) = 2 * (x1 + x2) <= n1 + n2
            ? RestrictedRates.ForDifference(x1, n1, x2, n2, delta)
            : RestrictedRates.ForDifference(n1 - x1, n1, n2 - x2, n2, -delta);
        double variance = ((p1 * (1 - p1) / n1) + (p2 * (1 - p2) / n2)) * factor;
        if (variance > 0)
            return (distance / Math.Sqrt(variance)) - target;
        return (distance == 0 ? 0 : distance * double.PositiveInfinity) - target;
    }

    /// <summary>All delta whose score lies within ±z.</summary>
    public static Interval Invert(double x1, double n1, double x2, double n2, double factor, double z)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Quantile(z);
        if (n1 <= 0 || n2 <= 0)
            return new Interval(-1, 1);
        double estimate = (x1 / n1) - (x2 / n2);
        Interval guess = Newcombe.Difference(x1, n1, x2, n2, z);
        double stride = 0.03 * guess.Width;
        double lower = RootFinder.SolveDecreasing(new DifferenceScore(x1, n1, x2, n2, factor, z), Math.Min(guess.Lower, estimate), stride, -1, estimate);
        double upper = RootFinder.SolveDecreasing(new DifferenceScore(x1, n1, x2, n2, factor, -z), Math.Max(guess.Upper, estimate), stride, estimate, 1);
        return new Interval(lower, upper);
    }
}
