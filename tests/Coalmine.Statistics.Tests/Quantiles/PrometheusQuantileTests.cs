using Coalmine.Statistics.Quantiles;
using Xunit;

namespace Coalmine.Statistics.Tests.Quantiles;

/// <summary>The edges of promql/quantile.go, BucketQuantile (Prometheus 2.49).</summary>
public sealed class PrometheusQuantileTests
{
    private const double Inf = double.PositiveInfinity;

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(-0.1, double.NegativeInfinity)]
    [InlineData(1.1, double.PositiveInfinity)]
    [InlineData(1, 2)]
    [InlineData(0.25, 0.5)]
    public void Of_QuantileAnywhere_FollowsPrometheus(double quantile, double expected) =>
        Assert.Equal(expected, PrometheusQuantile.Of([1, 2, Inf], [4, 6, 8], quantile));

    [Fact]
    public void Of_NoInfiniteBound_IsNaN() => Assert.Equal(double.NaN, PrometheusQuantile.Of([1, 2], [4, 6], 0.5));

    [Fact]
    public void Of_OneBucket_IsNaN() => Assert.Equal(double.NaN, PrometheusQuantile.Of([Inf], [4], 0.5));

    [Fact]
    public void Of_NoObservations_IsNaN() => Assert.Equal(double.NaN, PrometheusQuantile.Of([1, Inf], [0, 0], 0.5));

    [Fact]
    public void Of_CountsThatFall_AreRepairedUpwards() =>
        Assert.Equal(PrometheusQuantile.Of([1, 2, 3, Inf], [4, 4, 6, 8], 0.7), PrometheusQuantile.Of([1, 2, 3, Inf], [4, 3, 6, 8], 0.7));

    [Fact]
    public void Of_EqualBounds_AddTheirCounts() =>
        Assert.Equal(PrometheusQuantile.Of([1, 2, Inf], [4, 6, 8], 0.6), PrometheusQuantile.Of([1, 2, 2, Inf], [4, 1, 5, 8], 0.6));
}
