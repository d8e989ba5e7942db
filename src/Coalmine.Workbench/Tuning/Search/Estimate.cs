using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>A mean over replications with its standard error.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Error">Its standard error; 0 where all values are equal.</param>
/// <param name="Count">Replications.</param>
internal readonly record struct Estimate(double Mean, double Error, int Count)
{
    private const double FewEvents = 10;

    /// <summary>The estimate of values.</summary>
    public static Estimate Of(ReadOnlySpan<double> values)
    {
        Statistics.Estimates.Moments moments = Statistics.Estimates.Moments.Of(values);
        return new Estimate(moments.Mean, values.Length < 2 ? double.PositiveInfinity : moments.StandardError, values.Length);
    }

    /// <summary>The 95 % t interval.</summary>
    public Interval Interval()
    {
        double half = Count < 2 ? double.PositiveInfinity : StudentT.UpperQuantile((1 - Confidence.Level) / 2, Count - 1) * Error;
        return new Interval(Mean - half, Mean + half);
    }

    /// <summary>
    /// The 95 % interval of a share, which is a weighted mean of several scenarios' shares in each replication: by t; with fewer than ten replications on
    /// either side Wilson's, as if every replication were one yes or no, which is at least as wide whatever joins the scenarios.
    /// </summary>
    public Interval ShareInterval() => Math.Min(Mean, 1 - Mean) * Count < FewEvents
        ? Wilson.Interval(Mean * Count, Count, Confidence.Z)
        : new Interval(Math.Max(0, Interval().Lower), Math.Min(1, Interval().Upper));

    /// <summary>The 95 % interval of the difference of two such shares: t, widened by what one replication can change.</summary>
    public Interval ShareDifferenceInterval()
    {
        Interval plain = Interval();
        double least = Error == 0 ? 0 : 1.0 / Count;
        return new Interval(plain.Lower - least, plain.Upper + least);
    }
}
