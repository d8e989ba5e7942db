using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Quantiles;

/// <summary>The interval against its definition written out over all pairs of indices, with MathNet 5.0.0's binomial probabilities.</summary>
public sealed class BootstrapFreeQuantileTests
{
    [Theory]
    [InlineData(0.5, 0.05)]
    [InlineData(0.9, 0.1)]
    [InlineData(0.02, 0.2)]
    public void Difference_AllPairs_IsTheDefinition(double quantile, double alpha)
    {
        double[] x = [.. Enumerable.Range(1, 35).Select(i => Math.Round(Math.Exp(i / 9.0), 3))], y = [.. Enumerable.Range(1, 28).Select(i => Math.Round(i * Math.Sqrt(i), 3))];
        var pairs = new List<(double Value, double Probability)>();
        for (int i = 0; i <= 36; i++)
        {
            for (int j = 0; j <= 29; j++)
                pairs.Add((x[Math.Clamp(i, 1, 35) - 1] - y[Math.Clamp(j, 1, 28) - 1], Binomial.PMF(quantile, 36, i) * Binomial.PMF(quantile, 29, j)));
        }

        double Smallest(double level) => pairs.Select(pair => pair.Value).Order().First(value => pairs.Where(pair => pair.Value <= value).Sum(pair => pair.Probability) >= level);
        Assert.Equal(new Interval(Smallest(alpha / 2), Smallest(1 - (alpha / 2))), BootstrapFreeQuantile.Difference(x, y, quantile, alpha));
    }

    [Fact]
    public void Difference_TwoMillionValues_NeedsNoMoreThanTheirRoots()
    {
        // Values i/n: the medians differ by 1, and each index has the standard deviation ½√n, so that the interval is 1 ± 1.96·√(2·¼/n).
        double[] y = [.. Enumerable.Range(1, 1_000_000).Select(i => i / 1e6)], x = Array.ConvertAll(y, value => value + 1);
        Interval interval = BootstrapFreeQuantile.Difference(x, y, 0.5, 0.05);
        Assert.Equal(1 - 0.001386, interval.Lower, 2e-6);
        Assert.Equal(1 + 0.001386, interval.Upper, 2e-6);
        (int lower, int upper) = BootstrapFreeQuantile.Ranks(1_000_000, 0.5, 0.05);
        Assert.InRange(lower, 500_000 - 985, 500_000 - 975);
        Assert.InRange(upper, 500_000 + 975, 500_000 + 985);
    }
}
