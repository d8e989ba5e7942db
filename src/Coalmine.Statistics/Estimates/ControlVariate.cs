using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Estimates;

/// <summary>A mean corrected by a companion whose true mean is known, with the estimated slope (Law 2015).</summary>
/// <param name="Slope">β = Sxy/Sxx.</param>
/// <param name="Estimate">ȳ - β(x̄ - μ).</param>
/// <param name="StandardError">√(s²(1/n + (x̄ - μ)²/Sxx)), s² the residual sum of squares over n - 2.</param>
/// <param name="VarianceRatio">1 - corr²: what is left of the variance; NaN for constant values.</param>
/// <param name="DegreesOfFreedom">n - 2: what Student's t takes.</param>
public readonly record struct ControlVariate(double Slope, double Estimate, double StandardError, double VarianceRatio, int DegreesOfFreedom)
{
    /// <summary>The t interval at a confidence in (0, 1). Exact for jointly normal values, else asymptotic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        double half = StudentT.UpperQuantile((1 - confidence) / 2, DegreesOfFreedom) * StandardError;
        return new Interval(Estimate - half, Estimate + half);
    }

    /// <summary>The estimate from pairs of values, at least three, the companion not constant.</summary>
    /// <exception cref="ArgumentException">Lengths differ, there are fewer than three pairs, or the companion is constant.</exception>
    public static ControlVariate Of(ReadOnlySpan<double> values, ReadOnlySpan<double> companions, double companionMean)
    {
        int n = values.Length;
        if (n != companions.Length || n < 3)
            throw new ArgumentException("Values and companions come in pairs, at least three.", nameof(companions));
        Domain.Values(values);
        Domain.Values(companions);
        Domain.Value(companionMean);
        double meanY = Moments.Of(values).Mean, meanX = Moments.Of(companions).Mean;
        double xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < n; i++)
        {
            double dx = companions[i] - meanX, dy = values[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }

        if (!(xx > 0))
            throw new ArgumentException("A constant companion tells nothing.", nameof(companions));
        double slope = xy / xx;
        double residual = Math.Max(0, yy - (slope * xy)) / (n - 2);
        double shift = meanX - companionMean;
        double error = Math.Sqrt(residual * ((1.0 / n) + (shift * shift / xx)));
        return new ControlVariate(slope, meanY - (slope * shift), error, 1 - (xy * xy / (xx * yy)), n - 2);
    }
}
