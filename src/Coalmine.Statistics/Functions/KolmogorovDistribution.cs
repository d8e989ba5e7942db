namespace Coalmine.Statistics.Functions;

/// <summary>The limit law of the Kolmogorov-Smirnov statistic.</summary>
public static class KolmogorovDistribution
{
    /// <summary>P(K > λ) = 2 Σ (-1)^(j-1) exp(-2 j² λ²); below 1.18 by the theta-transformed series of the complement; 1 at λ ≤ 0, NaN at NaN.</summary>
    public static double Upper(double lambda)
    {
        if (lambda <= 0.03)
            return 1; // The complement is below 1e-590.
        double sum = 0;
        if (lambda < 1.18)
        {
            double scale = Math.PI * Math.PI / (8 * lambda * lambda);
            for (int j = 1; j <= 15; j += 2)
                sum += Math.Exp(-j * j * scale);
            return 1 - (Math.Sqrt(2 * Math.PI) / lambda * sum);
        }

        for (int j = 1; j <= 10; j++)
            sum += (j % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * j * j * lambda * lambda);
        return 2 * sum;
    }
}
