namespace Coalmine.Statistics.Functions;

/// <summary>Student's t distribution with any positive degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>P(T > t).</summary>
    public static double Upper(double t, double degreesOfFreedom)
    {
        double square = t * t;
        double sum = degreesOfFreedom + square;
        double tail = double.IsInfinity(sum) ? 0 : 0.5 * IncompleteBeta.Lower(degreesOfFreedom / sum, square / sum, degreesOfFreedom / 2, 0.5);
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>P(|T| > |t|).</summary>
    public static double TwoSided(double t, double degreesOfFreedom) => 2 * Upper(Math.Abs(t), degreesOfFreedom);

    /// <summary>The t with P(T > t) = p, for p in [0, 1]; relative precision in both tails.</summary>
    public static double UpperQuantile(double p, double degreesOfFreedom)
    {
        if (p > 0.5)
            return -UpperQuantile(1 - p, degreesOfFreedom);

        // t² = ν (1 - x)/x with x the lower 2p quantile of Beta(ν/2, ½); the logit gives the odds without cancellation.
        return Math.Sqrt(degreesOfFreedom * Math.Exp(-BetaDistribution.LogitQuantile(2 * p, degreesOfFreedom / 2, 0.5)));
    }
}
