namespace Coalmine.Statistics.Intervals;

/// <summary>Maximum-likelihood rates of two binomials under a restriction (Miettinen and Nurminen 1985).</summary>
internal static class RestrictedRates
{
    /// <summary>The rates that maximise the likelihood under p₁ - p₂ = delta: the admissible root of a cubic, in trigonometric form.</summary>
    public static (double P1, double P2) ForDifference(double x1, double n1, double x2, double n2, double delta)
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
        double p2 = (2 * p * Math.Cos((Math.PI + Math.Acos(cosine)) / 3)) - third;
        p2 = Math.Clamp(p2, Math.Max(0, -delta), Math.Min(1, 1 - delta));
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
}
