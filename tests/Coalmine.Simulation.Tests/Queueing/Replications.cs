using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>
/// Independent replications of a queue and what they say about an exact value: it must lie inside the 99.9 % interval of Student's t over the replications'
/// means. Seeds are fixed; a check of a right kernel would have failed with probability 0.001 (somewhat more where the means are skewed) when its seed was
/// chosen.
/// </summary>
internal sealed class Replications
{
    private const double FalseAlarm = 1e-3;

    private readonly QueueAverages[] _averages;

    public Replications(QueueSystem system, int count = 24, int warmUp = 5_000, int observed = 40_000) =>
        _averages = [.. Enumerable.Range(0, count).Select(i => system.Run(StreamKey.Root(2026).With("queues").With(i), warmUp, observed))];

    /// <summary>
    /// The exact value lies in the interval, and the interval is not so wide that this says nothing: its half-width is at most a share of the value.
    /// </summary>
    public void Agree(double exact, Func<QueueAverages, double> of, double width) =>
        Agree(exact, [.. _averages.Select(of)], width);

    /// <inheritdoc cref="Agree(double, Func{QueueAverages, double}, double)"/>
    public static void Agree(double exact, double[] means, double width)
    {
        double mean = means.Average();
        double half = StudentT.UpperQuantile(FalseAlarm / 2, means.Length - 1) * Math.Sqrt(Variance(means) / means.Length);
        Assert.True(Math.Abs(mean - exact) <= half, $"{exact} lies outside {mean} +/- {half}");
        Assert.True(half <= width * exact, $"{mean} +/- {half} is wider than {width} of {exact}");
    }

    /// <summary>The variance of the mean waiting times, times the customers of a replication.</summary>
    public double VarianceConstant(int observed) => observed * Variance([.. _averages.Select(averages => averages.Waiting)]);

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
