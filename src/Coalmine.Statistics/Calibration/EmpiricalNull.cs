using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Calibration;

/// <summary>
/// The distribution that a z statistic really has when nothing differs, from A/A windows (Efron 2004): median and 1.4826 times the median absolute deviation,
/// which a few real regressions among the windows do not move. z less the location, over the scale, is compared with the normal law again. Assumes that the
/// centre is normal; heavier tails remain: for an exact statement use <see cref="ConformalP"/>. Guarantee: asymptotic in the number of windows (200 give the
/// scale to about 6 %).
/// </summary>
/// <param name="Location">Median of z: a bias between the arms where it is not about 0.</param>
/// <param name="Scale">Robust standard deviation of z: above 1 where the standard errors are too small.</param>
public readonly record struct EmpiricalNull(double Location, double Scale)
{
    // 1/Φ⁻¹(3/4): makes the median absolute deviation a standard deviation under normality.
    private const double Consistency = 1.482602218505602;

    /// <summary>The null of at least two statistics. O(m log m).</summary>
    /// <returns>Scale 1 where at least half of the statistics are equal, so that none can be estimated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two statistics, or one that is not finite.</exception>
    public static EmpiricalNull Of(ReadOnlySpan<double> z)
    {
        Domain.Values(z);
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, 2, nameof(z));
        double[] values = z.ToArray();
        double location = Median(values);
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Abs(values[i] - location);
        double scale = Consistency * Median(values);
        return new EmpiricalNull(location, scale > 0 ? scale : 1);
    }

    /// <summary>The statistic on the calibrated scale.</summary>
    /// <exception cref="ArgumentOutOfRangeException">z is NaN.</exception>
    public ZTest Calibrate(double z)
    {
        Domain.Number(z);
        return new((z - Location) / Scale);
    }

    /// <summary>
    /// The same without ever sharpening the test: a scale below 1 counts as 1, and a location below 0 as 0, so that no harm is explained away by noise.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">z is NaN.</exception>
    public ZTest CalibrateCautiously(double z)
    {
        Domain.Number(z);
        return new((z - Math.Max(0, Location)) / Math.Max(1, Scale));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
