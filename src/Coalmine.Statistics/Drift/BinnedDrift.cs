using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// How far two binned distributions are apart: population stability, Jensen-Shannon distance and the χ² test of homogeneity. Thresholds such as 0.1 ignore
/// the sample sizes: without any change E[PSI] is about (B - 1)(1/n + 1/m). Guarantee: heuristic; the χ² test is asymptotic.
/// </summary>
/// <param name="StabilityIndex">Σ(c - r)·ln(c/r) of the shares, natural logarithm, an empty bin counted as 1e-4 without renormalising (Evidently).</param>
/// <param name="JensenShannon">The distance √(½KL(p‖m) + ½KL(q‖m)) in natural logarithms (Evidently); divide by √(ln 2) for base 2 (NannyML).</param>
/// <param name="ChiSquare">Pearson's X² without continuity correction over the bins that are not empty on both sides.</param>
/// <param name="DegreesOfFreedom">Bins so used, less one.</param>
public readonly record struct BinnedDrift(double StabilityIndex, double JensenShannon, double ChiSquare, int DegreesOfFreedom)
{
    private const double EmptyShare = 1e-4;

    /// <summary>The Jensen-Shannon distance in base 2, between 0 and 1.</summary>
    public double JensenShannonBase2 => JensenShannon / Math.Sqrt(Math.Log(2));

    /// <summary>P(X² at least as large); 1 without degrees of freedom.</summary>
    public double ChiSquareP => DegreesOfFreedom > 0 ? ChiSquareDistribution.Upper(ChiSquare, DegreesOfFreedom) : 1;

    /// <summary>Compares counts over the same bins; each side holds a value.</summary>
    public static BinnedDrift Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double n = 0, m = 0, stability = 0, divergence = 0, chiSquare = 0;
        int bins = 0;
        foreach (double count in reference)
            n += count;
        foreach (double count in current)
            m += count;
        for (int j = 0; j < reference.Length; j++)
        {
            double r = reference[j] / n, c = current[j] / m;
            double floored = r > 0 ? r : EmptyShare, flooredCurrent = c > 0 ? c : EmptyShare;
            stability += (flooredCurrent - floored) * Math.Log(flooredCurrent / floored);
            double middle = (r + c) / 2;
            divergence += (Logarithms.Times(r, r / middle) + Logarithms.Times(c, c / middle)) / 2;
            double both = reference[j] + current[j];
            if (both <= 0)
                continue;
            bins++;
            double expected = both * n / (n + m);
            chiSquare += (reference[j] - expected) * (reference[j] - expected) * (n + m) * (n + m) / (both * n * m);
        }

        return new BinnedDrift(stability, Math.Sqrt(Math.Max(0, divergence)), chiSquare, bins - 1);
    }
}
