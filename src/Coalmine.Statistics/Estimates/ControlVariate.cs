namespace Coalmine.Statistics.Estimates;

/// <summary>A mean corrected by a companion whose true mean is known, with the estimated slope (Law 2015).</summary>
/// <param name="Slope">β = Sxy/Sxx.</param>
/// <param name="Estimate">ȳ - β(x̄ - μ).</param>
/// <param name="StandardError">√(s²(1/n + (x̄ - μ)²/Sxx)), s² the residual sum of squares over n - 2.</param>
/// <param name="VarianceRatio">1 - corr²: what is left of the variance.</param>
public readonly record struct ControlVariate(double Slope, double Estimate, double StandardError, double VarianceRatio)
{
    /// <summary>The estimate from pairs of values, at least three, the companion not constant.</summary>
    public static ControlVariate Of(ReadOnlySpan<double> values, ReadOnlySpan<double> companions, double companionMean)
    {
        int n = values.Length;
        double meanY = Moments.Of(values).Mean, meanX = Moments.Of(companions).Mean;
        double xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < n; i++)
        {
            double dx = companions[i] - meanX, dy = values[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }

        double slope = xy / xx;
        double residual = Math.Max(0, yy - (slope * xy)) / (n - 2);
        double shift = meanX - companionMean;
        return new ControlVariate(slope, meanY - (slope * shift), Math.Sqrt(residual * ((1.0 / n) + (shift * shift / xx))), 1 - (xy * xy / (xx * yy)));
    }
}
