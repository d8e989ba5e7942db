namespace Coalmine.Statistics.Intervals;

/// <summary>Maximum-likelihood rates of two binomials under a restriction (Miettinen and Nurminen 1985).</summary>
internal static class RestrictedRates
{
    /// <summary>
    /// The rates that maximise the likelihood under p₁ - p₂ = delta: the admissible root of a cubic in trigonometric form, polished on the score equation
    /// (the arc cosine alone is worth 1e-8, which is more than the rates of rare events).
    /// </summary>
    public static (double P1, double P2) ForDifference(double x1, double n1, double x2, double n2, double delta)
    {
        double smallest = Math.Max(0, -delta);
        double largest = Math.Min(1, 1 - delta);
        var score = new LikelihoodSlope(x1, n1, x2, n2, delta);
        double p2 = smallest >= largest || score.At(smallest).Value <= 0 ? smallest
            : score.At(largest).Value >= 0 ? largest
            : Polish(score, Math.Clamp(CubicRoot(x1, n1, x2, n2, delta), smallest, largest), smallest, largest);
        return (Math.Clamp(p2 + delta, 0, 1), p2);
    }

    /// <summary>The rates that maximise the likelihood under p₁ = phi·p₂; the quadratic's root in the form that keeps its digits at small phi.</summary>
    public static (double P1, double P2) ForRatio(double x1, double n1, double x2, double n2, double phi)
    {
        double a = (n1 + n2) * phi;
        double b = -((n1 * phi) + x1 + n2 + (x2 * phi));
        double c = x1 + x2;
        double p2 = 2 * c / (-b + Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))));
        p2 = Math.Clamp(p2, 0, Math.Min(1, 1 / phi));
        return (Math.Min(1, phi * p2), p2);
    }

    private static double CubicRoot(double x1, double n1, double x2, double n2, double delta)
    {
        double all = n1 + n2;
        double l2 = ((n1 + (2 * n2)) * delta) - all - x1 - x2;
        double l1 = (((n2 * delta) - all - (2 * x2)) * delta) + x1 + x2;
        double l0 = x2 * delta * (1 - delta);
        double third = l2 / (3 * all);
        double q = (third * third * third) - (l1 * l2 / (6 * all * all)) + (l0 / (2 * all));
        double root = Math.Sqrt(Math.Max(0, (third * third) - (l1 / (3 * all))));
        double p = q < 0 ? -root : root;
        double cosine = p == 0 ? 0 : Math.Clamp(q / (p * p * p), -1, 1);
        return (2 * p * Math.Cos((Math.PI + Math.Acos(cosine)) / 3)) - third;
    }

    // Newton's steps inside a bracket that the sign of the falling slope narrows; one or two are the rule.
    private static double Polish(in LikelihoodSlope score, double start, double lower, double upper)
    {
        double p = start > lower && start < upper ? start : 0.5 * (lower + upper);
        for (int i = 0; i < 200; i++)
        {
            (double value, double derivative) = score.At(p);
            if (value > 0)
                lower = p;
            else
                upper = p;
            double next = p - (value / derivative);
            if (Math.Abs(next - p) <= 1e-9 * p || upper - lower <= 4e-16 * upper)
                return Math.Clamp(next, lower, upper);
            p = next > lower && next < upper ? next : 0.5 * (lower + upper);
        }

        return p;
    }

    // The derivative of the log-likelihood along p₁ = p₂ + delta, as a function of p₂: it falls from one end of the admissible range to the other.
    private readonly struct LikelihoodSlope(double x1, double n1, double x2, double n2, double delta)
    {
        public (double Value, double Derivative) At(double p2)
        {
            double p1 = Math.Clamp(p2 + delta, 0, 1);
            double a = Quotient(x1, p1), b = Quotient(n1 - x1, 1 - p1), c = Quotient(x2, p2), d = Quotient(n2 - x2, 1 - p2);
            return (a - b + c - d, -(Quotient(a, p1) + Quotient(b, 1 - p1) + Quotient(c, p2) + Quotient(d, 1 - p2)));
        }

        private static double Quotient(double count, double rate) => count == 0 ? 0 : count / rate;
    }
}
