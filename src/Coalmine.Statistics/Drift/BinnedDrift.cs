using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// How far two binned distributions are apart: population stability, Jensen-Shannon distance and the χ² test of homogeneity. Thresholds such as 0.1 ignore
/// the sample sizes: without any change E[PSI] is about (B - 1)(1/n + 1/m). Guarantee: heuristic for thresholds; the three p-values are asymptotic (expected
/// counts of 5: see <see cref="Merged"/>), one look, independent values. Both distributions drift with the inputs: compare canary and baseline in one window,
/// not with training. O(bins).
/// </summary>
/// <param name="StabilityIndex">Σ(c - r)·ln(c/r) of the shares, natural logarithm, an empty bin counted as 1e-4 without renormalising (Evidently).</param>
/// <param name="JensenShannon">The distance √(½KL(p‖m) + ½KL(q‖m)) in natural logarithms (Evidently); divide by √(ln 2) for base 2 (NannyML).</param>
/// <param name="ChiSquare">Pearson's X² without continuity correction over the bins that are not empty on both sides.</param>
/// <param name="DegreesOfFreedom">Bins so used, less one.</param>
/// <param name="EffectiveSize">nm/(n + m) of the two totals.</param>
public readonly record struct BinnedDrift(double StabilityIndex, double JensenShannon, double ChiSquare, int DegreesOfFreedom, double EffectiveSize)
{
    private const double EmptyShare = 1e-4;

    // Pearson's approximation is trusted from this expected count on (Cochran 1954).
    private const double SmallestExpected = 5;

    /// <summary>The Jensen-Shannon distance in base 2, between 0 and 1.</summary>
    public double JensenShannonBase2 => JensenShannon / Math.Sqrt(Math.Log(2));

    /// <summary>P(X² at least as large); 1 without degrees of freedom.</summary>
    public double ChiSquareP => DegreesOfFreedom > 0 ? ChiSquareDistribution.Upper(ChiSquare, DegreesOfFreedom) : 1;

    /// <summary>
    /// P of a stability index at least as large if nothing changed: PSI·nm/(n + m) is about χ² with B - 1 degrees of freedom (Yurdakul 2018; the expansion of
    /// the logarithm). Too small where bins are empty, which the index counts as 1e-4. 1 without degrees of freedom.
    /// </summary>
    public double StabilityP => DegreesOfFreedom > 0 ? ChiSquareDistribution.Upper(StabilityIndex * EffectiveSize, DegreesOfFreedom) : 1;

    /// <summary>
    /// P of a Jensen-Shannon distance at least as large if nothing changed: with both shares close to their mean m the divergence is Σ(p - q)²/(8m), so that
    /// 8·d²·nm/(n + m) is about χ² with B - 1 degrees of freedom. 1 without degrees of freedom.
    /// </summary>
    public double JensenShannonP =>
        DegreesOfFreedom > 0 ? ChiSquareDistribution.Upper(8 * JensenShannon * JensenShannon * EffectiveSize, DegreesOfFreedom) : 1;

    /// <summary>
    /// The stability index that chance exceeds with probability alpha in (0, 1) over B ≥ 2 bins: χ²_(B-1; α)·(1/n + 1/m), in place of 0.1 or 0.2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two bins, a side without values, or alpha not in (0, 1).</exception>
    public static double StabilityThreshold(int bins, double n, double m, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        Domain.Trials(n);
        Domain.Trials(m);
        Domain.Level(alpha);
        return ChiSquareDistribution.UpperQuantile(alpha, bins - 1) * ((1 / n) + (1 / m));
    }

    /// <summary>
    /// The counts with neighbouring bins merged until each is expected to hold at least 5 on both sides, in order; what remains at the end joins the last
    /// one. Bins without order should be sorted by their size first. May come down to one bin.
    /// </summary>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, one holds nothing, or a count is negative.</exception>
    public static (double[] Reference, double[] Current) Merged(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        (double n, double m) = Totals(reference, current);
        var first = new List<double>();
        var second = new List<double>();
        double a = 0, b = 0;
        for (int j = 0; j < reference.Length; j++)
        {
            a += reference[j];
            b += current[j];
            if ((a + b) * Math.Min(n, m) / (n + m) < SmallestExpected)
                continue;
            first.Add(a);
            second.Add(b);
            a = b = 0;
        }

        if (first.Count == 0)
            return ([n], [m]);
        first[^1] += a;
        second[^1] += b;
        return ([.. first], [.. second]);
    }

    /// <summary>Compares counts over the same bins; each side holds a value.</summary>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, one holds nothing, or a count is negative.</exception>
    public static BinnedDrift Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        (double n, double m) = Totals(reference, current);
        double stability = 0, divergence = 0, chiSquare = 0;
        int bins = 0;
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

        return new BinnedDrift(stability, Math.Sqrt(Math.Max(0, divergence)), chiSquare, bins - 1, n * m / (n + m));
    }

    private static (double Reference, double Current) Totals(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Domain.Counts(reference);
        Domain.Counts(current);
        double n = 0, m = 0;
        foreach (double count in reference)
            n += count;
        foreach (double count in current)
            m += count;
        if (reference.Length != current.Length || !(n > 0) || !(m > 0))
            throw new ArgumentException("Both sides count values over the same bins.", nameof(current));
        return (n, m);
    }
}
