namespace Coalmine.PromQL.Evaluation;

/// <summary>Sums, means and spreads of a list of numbers, with the roundings of the two lines of Prometheus.</summary>
internal static class Averages
{
    /// <summary>Plain from left to right.</summary>
    public static double PlainSum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    /// <summary>Compensated.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = new CompensatedSum(0);
        foreach (double value in values)
            sum.Add(value);
        return sum.Value;
    }

    /// <summary>The running mean of <c>avg</c> in 2.42; it neither overflows nor turns an infinity into NaN by subtracting it from itself.</summary>
    public static double RunningMean(ReadOnlySpan<double> values)
    {
        double mean = values[0];
        for (int i = 1; i < values.Length; i++)
        {
            if (!Stays(mean, values[i]))
                mean += (values[i] / (i + 1)) - (mean / (i + 1));
        }

        return mean;
    }

    /// <summary>The running, compensated mean of <c>avg_over_time</c> in 2.42.</summary>
    public static double CompensatedRunningMean(ReadOnlySpan<double> values)
    {
        var mean = new CompensatedSum(0);
        for (int i = 0; i < values.Length; i++)
        {
            if (!Stays(mean.Sum, values[i]))
                mean.Add((values[i] / (i + 1)) - (mean.Sum / (i + 1)));
        }

        return mean.Value;
    }

    /// <summary>The mean of 3.x: a compensated sum divided once, and a running mean from the value on with which the sum would overflow.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = new CompensatedSum(values[0]);
        bool isRunning = false;
        for (int i = 1; i < values.Length; i++)
        {
            double count = i + 1;
            if (!isRunning)
            {
                var next = sum;
                next.Add(values[i]);
                if (!double.IsInfinity(next.Sum))
                {
                    sum = next;
                    continue;
                }

                isRunning = true;
                sum.Divide(count - 1);
            }

            sum.Scale((count - 1) / count);
            sum.Add(values[i] / count);
        }

        return isRunning ? sum.Value : (sum.Sum / values.Length) + (sum.Carry / values.Length);
    }

    /// <summary>Population variance in Welford's running form (Welford 1962), so that equal numbers give exactly 0.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        double mean = values[0];
        double sum = 0;
        for (int i = 1; i < values.Length; i++)
        {
            double delta = values[i] - mean;
            mean += delta / (i + 1);
            sum += delta * (values[i] - mean);
        }

        return sum / values.Length;
    }

    /// <summary>The same with compensated sums: the <c>_over_time</c> functions.</summary>
    public static double CompensatedVariance(ReadOnlySpan<double> values)
    {
        var mean = new CompensatedSum(0);
        var sum = new CompensatedSum(0);
        for (int i = 0; i < values.Length; i++)
        {
            double delta = values[i] - mean.Value;
            mean.Add(delta / (i + 1));
            sum.Add(delta * (values[i] - mean.Value));
        }

        return sum.Value / values.Length;
    }

    /// <summary>
    /// The quantile between order statistics at q(n - 1), NaN sorting first; outside [0, 1] an infinity, NaN for NaN. Sorts the numbers in place.
    /// </summary>
    public static double Quantile(double q, Span<double> values)
    {
        if (values.Length == 0 || double.IsNaN(q))
            return double.NaN;
        if (q < 0)
            return double.NegativeInfinity;
        if (q > 1)
            return double.PositiveInfinity;
        values.Sort();
        double rank = q * (values.Length - 1);
        int lower = (int)Math.Max(0, Math.Floor(rank));
        int upper = Math.Min(values.Length - 1, lower + 1);
        double weight = rank - Math.Floor(rank);
        return (values[lower] * (1 - weight)) + (values[upper] * weight);
    }

    /// <summary>The median distance from the median. Changes the numbers in place.</summary>
    public static double Deviation(Span<double> values)
    {
        double median = Quantile(0.5, values);
        foreach (ref double value in values)
            value = Math.Abs(value - median);
        return Quantile(0.5, values);
    }

    /// <summary>Whether an infinite mean is not changed by a value: the same infinity or anything finite.</summary>
    private static bool Stays(double mean, double value) =>
        double.IsInfinity(mean) && (double.IsInfinity(value) ? mean > 0 == value > 0 : !double.IsNaN(value));
}
