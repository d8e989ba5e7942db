using Coalmine.Statistics.Sequential;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>The one-arm bet: by hand, and its expectation by summing over all outcomes.</summary>
public sealed class RateLimitBetTests
{
    [Fact]
    public void LogRatio_TwoEventsInFive_IsTheBinomialLikelihoodRatio() =>
        // (0.4² · 0.6³) / (0.2² · 0.8³) = 0.03456 / 0.02048 = 1.6875.
        Assert.Equal(1.6875, Math.Exp(new RateLimitBet(2, 3).LogRatio(0.4, 0.2)), 1e-12);

    [Theory]
    [InlineData(20, 0.05)]
    [InlineData(100, 0.01)]
    [InlineData(37, 0.5)]
    public void Expectation_AtTheLimit_IsOneAndBelowItLess(int trials, double limit)
    {
        foreach (double rate in new[] { 1.1 * limit, 1.5 * limit, 1.9 * limit })
        {
            Assert.Equal(1, Expectation(trials, limit, rate, limit), 1e-11);
            Assert.InRange(Expectation(trials, 0.6 * limit, rate, limit), 0, 1);
        }
    }

    [Theory]
    [InlineData(20, 0.05)]
    [InlineData(100, 0.01)]
    public void Expectation_OfASafetyBetAboveTheLimit_IsBelowOne(int trials, double limit)
    {
        foreach (double rate in new[] { 0.3 * limit, 0.85 * limit })
        {
            Assert.Equal(1, Expectation(trials, limit, rate, limit), 1e-11);
            Assert.InRange(Expectation(trials, 1.3 * limit, rate, limit), 0, 1);
        }
    }

    private static double Expectation(int trials, double truth, double rate, double limit)
    {
        double sum = 0;
        for (int events = 0; events <= trials; events++)
            sum += Math.Exp(new RateLimitBet(events, trials - events).LogRatio(rate, limit) + Binomial.PMFLn(truth, trials, events));
        return sum;
    }
}
