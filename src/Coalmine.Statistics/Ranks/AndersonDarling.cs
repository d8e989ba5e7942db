using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// The k-sample Anderson-Darling test in its midrank version (Scholz and Stephens 1987): weighs the tails more than Kolmogorov-Smirnov. Guarantee: asymptotic.
/// </summary>
/// <remarks>Null: all samples have one distribution. Assumes independent values. Two-sided. One planned look. O(N log N), and about 4,000 terms a step for
/// the limit law.</remarks>
/// <param name="Statistic">A².</param>
/// <param name="Standardised">T = (A² - (k - 1))/σ.</param>
/// <param name="Samples">Number of samples k.</param>
public readonly record struct AndersonDarling(double Statistic, double Standardised, int Samples)
{
    /// <summary>P of the limit law at the standardised statistic: no table and no clamp; NaN for fewer than two samples or more than a million.</summary>
    public double LimitP => Samples is < 2 or > 1_000_000
        ? double.NaN
        : AndersonDarlingLimit.Upper(Samples - 1 + (Standardised * Math.Sqrt((Samples - 1) * ((2 * Math.PI * Math.PI / 3) - 6))), Samples - 1);

    /// <summary>The test of at least two samples with four values or more in all, not all tied; NaN otherwise.</summary>
    public static AndersonDarling Of(IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count < 2 || samples.Sum(sample => sample.Length) < 4)
            throw new ArgumentException("The test takes two samples, and four values together.", nameof(samples));
        foreach (double[] sample in samples)
            Domain.Ranked(sample, 1, nameof(samples));
        double[] pool = [.. samples.SelectMany(sample => sample).Order()];
        double all = pool.Length;
        double sum = 0;
        foreach (double[] sample in samples)
            sum += OfSample([.. sample.Order()], pool) / sample.Length;
        double statistic = (all - 1) / all * sum;
        int k = samples.Count;
        return new AndersonDarling(statistic, (statistic - (k - 1)) / Math.Sqrt(Variance(k, samples.Sum(sample => 1.0 / sample.Length), pool.Length)), k);
    }

    private static double OfSample(double[] sample, double[] pool)
    {
        double all = pool.Length;
        double sum = 0;
        int below = 0;
        for (int from = 0, to; from < pool.Length; from = to)
        {
            to = from + 1;
            while (to < pool.Length && pool[to] == pool[from])
                to++;
            int within = 0;
            while (below + within < sample.Length && sample[below + within] == pool[from])
                within++;
            double ties = to - from;
            double poolBelow = from + (ties / 2);
            double sampleBelow = below + (within / 2.0);
            double difference = (all * sampleBelow) - (sample.Length * poolBelow);

            // 0/0 where every value is tied: then nothing differs.
            sum += difference == 0 ? 0 : ties / all * difference * difference / ((poolBelow * (all - poolBelow)) - (all * ties / 4));
            below += within;
        }

        return sum;
    }

    private static double Variance(int k, double inverseSizes, int all)
    {
        double h = 0, g = 0;
        for (int i = all - 1; i >= 1; i--)
        {
            // Σ over j > i of 1/j so far, over N - i; the largest i adds nothing.
            g += h / (all - i);
            h += 1.0 / i;
        }

        double a = (((4 * g) - 6) * (k - 1)) + ((10 - (6 * g)) * inverseSizes);
        double b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * inverseSizes) - (8 * h) + (4 * g) - 6;
        double c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * inverseSizes) + (4 * h);
        double d = (((2 * h) + 6) * k * k) - (4 * h * k);
        double n = all;
        return ((((((a * n) + b) * n) + c) * n) + d) / ((n - 1) * (n - 2) * (n - 3));
    }
}
