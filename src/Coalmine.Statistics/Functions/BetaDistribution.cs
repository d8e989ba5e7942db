namespace Coalmine.Statistics.Functions;

/// <summary>
/// Quantiles of the beta distribution in relative precision, so that a Clopper-Pearson limit at a rate of 1e-9 is right (MathNet 5.0.0 stops at an
/// absolute 1e-12). Newton's method on the log of the smaller tail in logit x, where that log is concave.
/// </summary>
public static class BetaDistribution
{
    /// <summary>The x with P(X ≤ x) = p, for p in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1], or a parameter not in [1e-9, 2⁵³].</exception>
    public static double LowerQuantile(double p, double a, double b) => Logistic(LogitQuantile(p, a, b));

    /// <summary>The x with P(X > x) = p, for p in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1], or a parameter not in [1e-9, 2⁵³].</exception>
    public static double UpperQuantile(double p, double a, double b) => Logistic(-LogitQuantile(p, b, a));

    internal static double Logistic(double u) => u > 0 ? 1 / (1 + Math.Exp(-u)) : Math.Exp(u) / (1 + Math.Exp(u));

    /// <summary>ln(x / (1 - x)) for the x with P(X ≤ x) = p.</summary>
    internal static double LogitQuantile(double p, double a, double b)
    {
        Domain.Probability(p);
        Domain.Trials(a);
        Domain.Trials(b);
        if (p == 0)
            return double.NegativeInfinity;
        if (p == 1)
            return double.PositiveInfinity;
        return p <= 0.5 ? SolveLower(Math.Log(p), Start(p, a, b), a, b) : -SolveLower(Math.Log(1 - p), -Start(p, a, b), b, a);
    }

    private static double Start(double p, double a, double b)
    {
        if (a >= 1 && b >= 1)
            return Math.Log(a / b) - (NormalDistribution.UpperQuantile(p) * Math.Sqrt((1 / a) + (1 / b)));

        // Both tails are powers when a parameter is small: I_x ≈ x^a / (a B) on the left, and the mirror on the right.
        double logBeta = BetaFunction.Log(a, b);
        double left = (Math.Log(p) + Math.Log(a) + logBeta) / a;
        double right = -(Logarithms.OnePlus(-p) + Math.Log(b) + logBeta) / b;
        return p * (a + b) < b ? Math.Min(left, 30) : Math.Max(right, -30);
    }

    private static double SolveLower(double logP, double start, double a, double b)
    {
        double u = start;
        for (int i = 0; i < 100; i++)
        {
            double x = Logistic(u);
            double y = Logistic(-u);
            double log = IncompleteBeta.LogLower(x, y, a, b);
            double slope = Math.Exp(BetaFunction.LogKernel(x, y, a, b) - log);
            double step = (logP - log) / slope;
            if (!double.IsFinite(step) || Math.Abs(step) > 20)
                step = Math.CopySign(Math.Min(20, Math.Max(1, Math.Abs(u) / 2)), logP - log);
            u += step;
            if (Math.Abs(step) < 1e-9)
                break;
        }

        return u;
    }
}
