using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>
/// The score interval for a ratio of two proportions (Koopman 1984; Miettinen and Nurminen 1985, with the factor N/(N - 1)). Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent requests; good from about 10 a side, whatever the counts. Ratio above 1: the canary's rate is higher. One planned look. About
/// 20 evaluations of the score, without allocation.</remarks>
public static class ScoreRatio
{
    // Beyond e^±60 no count that fits into 64 bits can tell ratios apart.
    private const double Limit = 60;

    /// <summary>
    /// The interval for p₁/p₂ at normal quantile z; arm 1 is the canary. Counts may be real-valued. Lower is 0 at x₁ = 0, upper is +∞ at x₂ = 0; a side
    /// with n = 0 gives [0, +∞].
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Interval(double x1, double n1, double x2, double n2, double z)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Quantile(z);
        if (n1 <= 0 || n2 <= 0 || (x1 <= 0 && x2 <= 0))
            return new Interval(0, double.PositiveInfinity);
        double estimate = x1 <= 0 ? -Limit : x2 <= 0 ? Limit : Math.Log(x1 / n1 / (x2 / n2));
        double centre = Math.Log((x1 + 0.5) / (n1 + 0.5) / ((x2 + 0.5) / (n2 + 0.5)));
        double half = z * Math.Sqrt((1 / (x1 + 0.5)) + (1 / (x2 + 0.5)));
        double stride = 0.05 * half;
        double lower = x1 <= 0
            ? 0
            : Math.Exp(RootFinder.SolveDecreasing(new Score(x1, n1, x2, n2, z), Math.Min(centre - half, estimate), stride, -Limit, estimate));
        double upper = x2 <= 0
            ? double.PositiveInfinity
            : Math.Exp(RootFinder.SolveDecreasing(new Score(x1, n1, x2, n2, -z), Math.Max(centre + half, estimate), stride, estimate, Limit));
        return new Interval(lower, upper);
    }

    private readonly struct Score(double x1, double n1, double x2, double n2, double target) : IScalarFunction
    {
        public double At(double logRatio)
        {
            double ratio = Math.Exp(logRatio);
            double distance = (x1 / n1) - (ratio * x2 / n2);
            (double p1, double p2) = RestrictedRates.ForRatio(x1, n1, x2, n2, ratio);
            double variance = ((p1 * (1 - p1) / n1) + (ratio * ratio * p2 * (1 - p2) / n2)) * MiettinenNurminen.Factor(n1 + n2);
            if (variance > 0)
                return (distance / Math.Sqrt(variance)) - target;
            return (distance == 0 ? 0 : distance * double.PositiveInfinity) - target;
        }
    }
}
