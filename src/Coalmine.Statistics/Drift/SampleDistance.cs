using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>Distances of two samples of numbers.</summary>
/// <remarks>Guarantee: none, descriptions without a threshold; the kernel test with a p-value is <see cref="KernelTest"/>.</remarks>
public static class SampleDistance
{
    /// <summary>Wasserstein's distance ∫|F - G|; each sample holds a value.</summary>
    /// <exception cref="ArgumentException">A sample is empty, or a value not finite.</exception>
    public static double Wasserstein(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Values(x, 1);
        Domain.Values(y, 1);
        double[] a = x.ToArray(), b = y.ToArray();
        Array.Sort(a);
        Array.Sort(b);
        double[] all = [.. a, .. b];
        Array.Sort(all);
        double sum = 0;
        int i = 0, j = 0;
        for (int k = 0; k + 1 < all.Length; k++)
        {
            while (i < a.Length && a[i] <= all[k])
                i++;
            while (j < b.Length && b[j] <= all[k])
                j++;
            sum += Math.Abs(((double)i / a.Length) - ((double)j / b.Length)) * (all[k + 1] - all[k]);
        }

        return sum;
    }

    /// <summary>The unbiased squared maximum mean discrepancy with the kernel exp(-(x - y)²/(2σ²)) (Gretton et al. 2012); two values a side. O(N²).</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values or one that is not finite, or sigma is not positive.</exception>
    public static double KernelDiscrepancy(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double sigma)
    {
        Domain.Values(x, 2);
        Domain.Values(y, 2);
        Domain.Positive(sigma);
        double n = x.Length, m = y.Length;
        return ((Sum(x, x, sigma) - n) / (n * (n - 1))) + ((Sum(y, y, sigma) - m) / (m * (m - 1))) - (2 * Sum(x, y, sigma) / (n * m));
    }

    private static double Sum(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double sigma)
    {
        double sum = 0;
        foreach (double a in x)
        {
            foreach (double b in y)
                sum += Math.Exp(-0.5 * ((a - b) / sigma) * ((a - b) / sigma));
        }

        return sum;
    }
}
