using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>Tango's score interval and score for a difference of paired proportions (Tango 1998). Guarantee: asymptotic, good at small counts.</summary>
/// <remarks>Assumes independent pairs; only the discordant ones and their total matter. Positive: the canary is worse. One planned look. About 20 evaluations
/// of the score.</remarks>
public static class TangoPaired
{
    /// <summary>All differences whose score lies within ±z; no pairs give [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is not in [0, 2⁵³], or z is not in [-1e6, 1e6].</exception>
    public static Interval Difference(in PairedCounts pairs, double z)
    {
        pairs.Check(nameof(pairs));
        Domain.Quantile(z);
        double n = pairs.All;
        if (n <= 0)
            return new Interval(-1, 1);
        double estimate = pairs.Difference;
        Interval guess = NewcombePaired.Difference(pairs, z);
        double stride = 0.05 * guess.Width;
        double b = pairs.CanaryOnlyWrong;
        double c = pairs.BaselineOnlyWrong;
        double lower = RootFinder.SolveDecreasing(new Function(b, c, n, z), Math.Min(guess.Lower, estimate), stride, -1, estimate);
        double upper = RootFinder.SolveDecreasing(new Function(b, c, n, -z), Math.Max(guess.Upper, estimate), stride, estimate, 1);
        return new Interval(lower, upper);
    }

    /// <summary>
    /// The score for the hypothesis that the canary's error rate exceeds the baseline's by the margin (in [-1, 1]), from the discordant pairs of n pairs,
    /// n > 0: (b - c - n·margin)/√(n(2q + margin(1 - margin))), q the restricted estimate; ±∞ (0 at the estimate) where the variance is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer pairs than discordant ones, no pairs, or a margin outside [-1, 1].</exception>
    public static double Score(double canaryOnlyWrong, double baselineOnlyWrong, double n, double margin)
    {
        Domain.Trials(n);
        Domain.Count(canaryOnlyWrong);
        Domain.Count(baselineOnlyWrong);
        Domain.Events(canaryOnlyWrong + baselineOnlyWrong, n);
        Domain.Difference(margin);
        double distance = canaryOnlyWrong - baselineOnlyWrong - (n * margin);
        double linear = (((2 * n) - canaryOnlyWrong + baselineOnlyWrong) * margin) - canaryOnlyWrong - baselineOnlyWrong;
        double constant = -baselineOnlyWrong * margin * (1 - margin);
        double root = Math.Sqrt(Math.Max(0, (linear * linear) - (8 * n * constant)));

        // The root of 2n q² + linear q + constant = 0 in the form without cancellation.
        double q = linear > 0 ? -2 * constant / (root + linear) : (root - linear) / (4 * n);
        double variance = n * ((2 * q) + (margin * (1 - margin)));
        if (variance > 0)
            return distance / Math.Sqrt(variance);
        return distance == 0 ? 0 : distance * double.PositiveInfinity;
    }

    private readonly struct Function(double b, double c, double n, double target) : IScalarFunction
    {
        public double At(double margin) => Score(b, c, n, margin) - target;
    }
}
