namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// How far the canary's values, moved down by a shift, lie above the baseline's in the joint ranking: the standardised rank sum of the Mann-Whitney test in R's
/// normal approximation, with its tie and continuity corrections (R's <c>wilcox.test</c>; Kayenta's <c>MannWhitney.scala</c>). Falls as the shift grows. Values
/// that are NaN rank with plus infinity. Each call costs one pass over both samples and allocates nothing.
/// </summary>
internal sealed class RankDifference
{
    private readonly double[] _canary;
    private readonly double[] _baseline;
    private readonly double[] _shifted;

    public RankDifference(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        _canary = Sorted(canary);
        _baseline = Sorted(baseline);
        _shifted = new double[canary.Length];
    }

    /// <summary>The smallest difference between a value of the canary and one of the baseline.</summary>
    public double Lowest => _canary[0] - _baseline[^1];

    /// <summary>The largest difference.</summary>
    public double Highest => _canary[^1] - _baseline[0];

    /// <summary>Whether some shift tied all values, so that there is no variance to divide by.</summary>
    public bool IsTied { get; private set; }

    /// <summary>The standardised rank sum at a shift, less a quantile; NaN where all values are tied.</summary>
    public double At(double shift, double quantile)
    {
        double m = _canary.Length, n = _baseline.Length;
        double centred = RankSum(shift, out double tieSum) - (m * (m + 1) / 2) - (m * n / 2);
        double correction = 0.5 * Math.Sign(centred);
        double deviation = Math.Sqrt(m * n / 12 * (m + n + 1 - (tieSum / ((m + n) * (m + n - 1)))));
        if (deviation == 0)
        {
            IsTied = true;
            return double.NaN;
        }

        return ((centred - correction) / deviation) - quantile;
    }

    /// <summary>The sum of the midranks of the shifted values, and the sum of t³ - t over the groups of t tied values.</summary>
    public double RankSum(double shift, out double tieSum)
    {
        Shift(shift);
        double sum = 0;
        tieSum = 0;
        int i = 0, j = 0;
        while (i < _shifted.Length || j < _baseline.Length)
        {
            double value = j == _baseline.Length || (i < _shifted.Length && _shifted[i] <= _baseline[j]) ? _shifted[i] : _baseline[j];
            int ranked = i + j, own = i;
            while (i < _shifted.Length && _shifted[i] == value)
                i++;
            while (j < _baseline.Length && _baseline[j] == value)
                j++;
            double tied = i + j - ranked;
            sum += (i - own) * ((ranked + i + j + 1) / 2.0);
            tieSum += (tied * tied * tied) - tied;
        }

        return sum;
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        for (int i = 0; i < sorted.Length; i++)
            if (double.IsNaN(sorted[i]))
                sorted[i] = double.PositiveInfinity;
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Subtraction keeps the order, except where infinities cancel.</summary>
    private void Shift(double shift)
    {
        bool isOrdered = true;
        for (int i = 0; i < _shifted.Length; i++)
        {
            double value = _canary[i] - shift;
            isOrdered &= !double.IsNaN(value);
            _shifted[i] = double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        if (!isOrdered)
            Array.Sort(_shifted);
    }
}
