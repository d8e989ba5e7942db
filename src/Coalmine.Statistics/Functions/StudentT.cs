namespace Coalmine.Statistics.Functions;

/// <summary>Student's t distribution with any positive degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>P(T > t); NaN at NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not in [1e-8, 2⁵³], unless t is NaN.</exception>
    public static double Upper(double t, double degreesOfFreedom)
    {
        if (double.IsNaN(t))
            return t;
        Domain.Trials(degreesOfFreedom);
        double square = t * t;
        double sum = degreesOfFreedom + square;
        double tail = double.IsInfinity(sum)
            ? FarTail(Math.Abs(t), degreesOfFreedom)
            : 0.5 * IncompleteBeta.Lower(degreesOfFreedom / sum, square / sum, degreesOfFreedom / 2, 0.5);
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>P(|T| > |t|); NaN at NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not in [1e-8, 2⁵³], unless t is NaN.</exception>
    public static double TwoSided(double t, double degreesOfFreedom) => 2 * Upper(Math.Abs(t), degreesOfFreedom);

    /// <summary>The t with P(T > t) = p, for p in [0, 1]; relative precision in both tails.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1], or the degrees of freedom are not in [1e-8, 2⁵³].</exception>
    public static double UpperQuantile(double p, double degreesOfFreedom)
    {
        Domain.Probability(p);
        Domain.Trials(degreesOfFreedom);
        if (p > 0.5)
            return -UpperQuantile(1 - p, degreesOfFreedom);

        // t² = ν (1 - x)/x with x the lower 2p quantile of Beta(ν/2, ½); the logit gives the odds without cancellation.
        return Math.Sqrt(degreesOfFreedom * Math.Exp(-BetaDistribution.LogitQuantile(2 * p, degreesOfFreedom / 2, 0.5)));
    }

    // t² overflows: the leading term x^a/(a B(a, ½)) of the incomplete beta function at x = ν/t² is all that is left.
    private static double FarTail(double t, double degreesOfFreedom)
    {
        double a = degreesOfFreedom / 2;
        return 0.5 * Math.Exp((a * (Math.Log(degreesOfFreedom) - (2 * Math.Log(t)))) - Math.Log(a) - BetaFunction.Log(a, 0.5));
    }
}
