using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Models;

/// <summary>A lognormal law with its tail and its incomplete moments.</summary>
/// <param name="LogMean">Mean of the logarithm.</param>
/// <param name="LogDeviation">Standard deviation of the logarithm; at least 0, where 0 is a constant.</param>
internal readonly record struct LogNormalLaw(double LogMean, double LogDeviation)
{
    /// <summary>The law with this median and this upper quantile.</summary>
    public static LogNormalLaw FromQuantiles(double median, double upper, double upperProbability) =>
        new(Math.Log(median), Math.Log(upper / median) / NormalDistribution.UpperQuantile(1 - upperProbability));

    /// <summary>The law with this mean (positive) and coefficient of variation (at least 0).</summary>
    public static LogNormalLaw FromMean(double mean, double variation)
    {
        double square = Math.Log(1 + variation * variation);
        return new LogNormalLaw(Math.Log(mean) - 0.5 * square, Math.Sqrt(square));
    }

    /// <summary>P(X > x).</summary>
    public double Above(double x)
    {
        if (x <= 0)
            return 1;
        double distance = Math.Log(x) - LogMean;
        if (LogDeviation == 0)
            return distance < 0 ? 1 : 0;
        return NormalDistribution.Upper(distance / LogDeviation);
    }

    /// <summary>E[X^power; X at most x], for x up to infinity: the law of the power tilts to a lognormal with its mean moved by power x variance.</summary>
    public double MomentUpTo(double x, int power)
    {
        double whole = Math.Exp(power * LogMean + 0.5 * power * power * LogDeviation * LogDeviation);
        if (x <= 0)
            return 0;
        if (double.IsPositiveInfinity(x))
            return whole;
        return whole * (1 - new LogNormalLaw(LogMean + power * LogDeviation * LogDeviation, LogDeviation).Above(x));
    }
}
