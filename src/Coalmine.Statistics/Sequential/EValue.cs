using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>Combining e-values, in logs. Reject at 1/alpha.</summary>
/// <remarks>Guarantee: that of the parts; the mean and e-BH need no assumption on their dependence, the product needs each part to be fair given the ones
/// before. O(number).</remarks>
public static class EValue
{
    /// <summary>ln of the mean: an e-value under any dependence, for "some metric regressed". Needs a value.</summary>
    /// <exception cref="ArgumentException">There is no e-value, or one is NaN or +∞.</exception>
    public static double LogMean(ReadOnlySpan<double> logE)
    {
        foreach (double value in logE)
            Domain.LogWealth(value, nameof(logE));
        if (logE.IsEmpty)
            throw new ArgumentException("A mean needs an e-value.", nameof(logE));
        return Logarithms.SumOfExponentials(logE) - Math.Log(logE.Length);
    }

    /// <summary>ln of the product: an e-value for sequentially independent evidence only; 0 without any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An e-value is NaN or +∞.</exception>
    public static double LogProduct(ReadOnlySpan<double> logE)
    {
        double sum = 0;
        foreach (double value in logE)
        {
            Domain.LogWealth(value, nameof(logE));
            sum += value;
        }

        return sum;
    }

    /// <summary>The p-value of an e-value: min(1, 1/e).</summary>
    /// <exception cref="ArgumentOutOfRangeException">ln e is NaN.</exception>
    public static double AsP(double logE)
    {
        Domain.Number(logE);
        return Math.Min(1, Math.Exp(-logE));
    }

    /// <summary>ln of the calibrated p-value κp^(κ-1), κ in (0, 1) (Vovk and Wang 2021); +∞ at p = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1], or κ not in (0, 1).</exception>
    public static double LogFromP(double p, double kappa)
    {
        Domain.Probability(p);
        Domain.Level(kappa);
        return Math.Log(kappa) + ((kappa - 1) * Math.Log(p));
    }
}
