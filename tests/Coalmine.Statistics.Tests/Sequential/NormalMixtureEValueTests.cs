using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>
/// The one-sided normal mixture against confseq (commit 70b1ef3) <c>normal_mixture_bound</c>, by way of the statistics reference 3.6: at the bound the
/// e-value is 1/α. confseq tunes the one-sided ρ with 2α.
/// </summary>
public sealed class NormalMixtureEValueTests
{
    [Theory]
    [InlineData(1000, 0.05, 500, 88.3040245)]
    [InlineData(5000, 0.01, 500, 250.640344)]
    public void LogE_AtThePublishedBound_IsTheThreshold(double variance, double alpha, double tunedFor, double bound)
    {
        double log = -Math.Log(2 * alpha);
        double rho = tunedFor / (2 * log + Math.Log(1 + 2 * log));
        Assert.Equal(-Math.Log(alpha), NormalMixtureEValue.LogE(bound, variance, rho), 1e-6);
    }

    [Fact]
    public void LogE_NothingSeen_IsZero() =>
        // v = 0, s = 0: ½ ln 4 + ln ½.
        Assert.Equal(0, NormalMixtureEValue.LogE(0, 0, 100), 1e-12);

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public void Expectation_StandardNormalSum_IsOne(double variance)
    {
        // Simpson's rule over ±12 standard deviations.
        const int Steps = 20000;
        double width = 24 * Math.Sqrt(variance) / Steps;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double s = -12 * Math.Sqrt(variance) + i * width;
            double weight = i is 0 or Steps ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.Exp(NormalMixtureEValue.LogE(s, variance, 80) - s * s / (2 * variance));
        }

        // The mixture is over drifts of the alternative only, so that the null's boundary has mean 1 exactly.
        Assert.Equal(1, sum * width / 3 / Math.Sqrt(2 * Math.PI * variance), 1e-4);
    }
}
