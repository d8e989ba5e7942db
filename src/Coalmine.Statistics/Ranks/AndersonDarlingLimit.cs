using System.Numerics;
using MathNet.Numerics.Integration;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// The limit law of the k-sample Anderson-Darling statistic: W = Σ χ²_(k-1),j/(j(j + 1)), inverted from its characteristic function (Imhof 1961). The
/// infinite product has the closed form cos(½π√(1 + 8it))/(-2πit) (Anderson and Darling 1954); its phase is followed along the path.
/// </summary>
internal static class AndersonDarlingLimit
{
    private static readonly GaussLegendreRule Rule = new(-1, 1, 16);

    /// <summary>P(W ≥ w) for k - 1 degrees of freedom; absolute error about 1e-14.</summary>
    public static double Upper(double w, int degrees)
    {
        if (w <= 0)
            return 1;

        // The tail falls like w^(degrees/2)·e^-w: nothing that the quadrature could see is left here.
        if (w > 750 + (20.0 * degrees))
            return 0;

        // ρ grows like exp(½π·degrees·√t): the integrand is gone where that reaches e^42. Panels of an eighth of a turn of the phase t·w, and short near 0.
        double end = Math.Max(1, Math.Pow(84 / (Math.PI * degrees), 2));
        double width = Math.Min(0.25, Math.PI / (4 * w));
        int panels = (int)Math.Ceiling(end / width);
        double phase = 0, sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            double centre = (panel + 0.5) * width;
            for (int i = 0; i < Rule.Order; i++)
            {
                double t = centre + (0.5 * width * Rule.GetAbscissa(i));
                Complex product = Product(t);
                phase += Wrap(product.Phase - phase);
                double theta = -0.5 * degrees * phase;
                sum += Rule.GetWeight(i) * 0.5 * width * Math.Sin(theta - (t * w)) / (t * Math.Pow(product.Magnitude, 0.5 * degrees));
            }
        }

        return Math.Clamp(0.5 + (sum / Math.PI), 0, 1);
    }

    // Π(1 - 2it/(j(j + 1))). With r = √(1 + 8it) the cosine is -sin(½π(r - 1)) and r - 1 = 8it/(r + 1), which keeps its digits near 0.
    private static Complex Product(double t)
    {
        Complex root = Complex.Sqrt(new Complex(1, 8 * t));
        return Complex.Sin(new Complex(0, 4 * Math.PI * t) / (root + 1)) / new Complex(0, 2 * Math.PI * t);
    }

    private static double Wrap(double angle) => angle - (2 * Math.PI * Math.Round(angle / (2 * Math.PI)));
}
