using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// What makes a number an e-value: its expectation under the null is 1 (or at most 1), by summing over every outcome with plain binomial weights. The
/// expected number is a theorem, not a result of any program.
/// </summary>
[Trait("Category", "Independent")]
public sealed class EProcessExpectationTests
{
    [Theory]
    [InlineData(1, 0.1, 1, 1)]
    [InlineData(14, 0.1, 1, 1)]
    [InlineData(40, 0.5, 2, 3)]
    [InlineData(60, 0.02, 0.5, 7)]
    public void OneSidedErrorShare_AtTheNull_AveragesOne(int n, double theta0, double a, double b) =>
        Digits.Agree(1, Sum(n, theta0, x => Math.Exp(OneSidedErrorShare.LogE(x, n, theta0, a, b))), 1e-10);

    [Theory]
    [InlineData(14, 0.1, 0.05)]
    [InlineData(40, 0.5, 0.3)]
    public void OneSidedErrorShare_BelowTheNull_AveragesLess(int n, double theta0, double theta) =>
        Assert.InRange(Sum(n, theta, x => Math.Exp(OneSidedErrorShare.LogE(x, n, theta0, 1, 1))), 0, 1);

    [Theory]
    [InlineData(1, 0.2, 5)]
    [InlineData(25, 0.01, 100)]
    [InlineData(200, 0.3, 20)]
    public void BernoulliMartingale_AtTheTruth_AveragesOne(int n, double p, double k) =>
        Digits.Agree(1, Sum(n, p, x => Math.Exp(BernoulliConfidenceSequence.LogMartingale(x, n, p, k))), 1e-10);

    [Theory]
    [InlineData(12, 0.1, 100)]
    [InlineData(100, 0.05, 1000)]
    public void MultinomialMixture_TwoShares_AveragesOne(int n, double share, double k) =>
        Digits.Agree(1, Sum(n, share, x => Math.Exp(MultinomialMixture.LogE([x, n - x], [share, 1 - share], k))), 1e-10);

    [Fact]
    public void MultinomialMixture_ThreeShares_AveragesOne()
    {
        double[] shares = [0.2, 0.3, 0.5];
        const int n = 15;
        double sum = 0;
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= n - i; j++)
            {
                double weight = Weight(i, n, shares[0]) * Weight(j, n - i, shares[1] / (1 - shares[0]));
                sum += weight * Math.Exp(MultinomialMixture.LogE([i, j, n - i - j], shares, 10));
            }
        }

        Digits.Agree(1, sum, 1e-10);
    }

    [Theory]
    [InlineData(20, 0.1, 1)]
    [InlineData(20, 0.5, 1.2)]
    [InlineData(35, 0.25, 2)]
    public void StagedErrorShare_AtTheRatio_AveragesOne(int n, double weight, double ratio)
    {
        double share = weight * ratio / ((weight * ratio) + 1 - weight);
        Digits.Agree(1, Sum(n, share, x => Math.Exp(StagedErrorShare.LogHarm([new ErrorStage(x, n, weight)], ratio))), 1e-10);
        Digits.Agree(1, Sum(n, share, x => Math.Exp(StagedErrorShare.LogSafety([new ErrorStage(x, n, weight)], ratio))), 1e-10);
    }

    [Fact]
    public void StagedErrorShare_TwoStages_AveragesOne()
    {
        // The mixture is over the ratio, so it must be a product inside and a mean outside; the errors of the two stages are independent.
        const double ratio = 1.5;
        double first = 0.05 * ratio / ((0.05 * ratio) + 0.95), second = 0.5 * ratio / ((0.5 * ratio) + 0.5);
        double harm = Sum(9, first, x => Sum(14, second, y => Math.Exp(StagedErrorShare.LogHarm([new(x, 9, 0.05), new(y, 14, 0.5)], ratio))));
        double safety = Sum(9, first, x => Sum(14, second, y => Math.Exp(StagedErrorShare.LogSafety([new(x, 9, 0.05), new(y, 14, 0.5)], ratio))));
        Digits.Agree(1, harm, 1e-10);
        Digits.Agree(1, safety, 1e-10);
    }

    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.5, 1.5)]
    public void StagedErrorShare_OnTheSafeSide_HarmAveragesLess(double truth, double ratio)
    {
        double share = 0.2 * truth / ((0.2 * truth) + 0.8);
        Assert.InRange(Sum(25, share, x => Math.Exp(StagedErrorShare.LogHarm([new ErrorStage(x, 25, 0.2)], ratio))), 0, 1);
    }

    [Theory]
    [InlineData(5, 5, 0.6, 0.2)]
    [InlineData(3, 9, 0.1, 0.4)]
    [InlineData(1, 1, 0.9, 0.5)]
    public void TwoByTwoBlock_AnyCommonRate_AveragesAtMostOne(int n1, int n2, double rate1, double rate2)
    {
        // Turner, Ly and Grünwald 2024: at most 1 at every common rate, exactly 1 at the mean of the two weighted by the requests.
        double Mean(double p) => Sum(n1, p, x => Sum(n2, p, y => Math.Exp(TwoByTwoBlocks.LogE(new TwoByTwoBlock(x, n1, y, n2), rate1, rate2))));
        Digits.Agree(1, Mean(((n1 * rate1) + (n2 * rate2)) / (n1 + n2)), 1e-11);
        for (double p = 0.02; p < 1; p += 0.02)
            Assert.InRange(Mean(p), 0, 1 + 1e-12);
    }

    [Theory]
    [InlineData(30, 0.02, 0.05)]
    [InlineData(100, 0.1, 0.03)]
    public void RateLimitBet_AtTheLimit_AveragesOne(int n, double limit, double rate) =>
        Digits.Agree(1, Sum(n, limit, x => Math.Exp(new RateLimitBet(x, n - x).LogRatio(rate, limit))), 1e-10);

    [Theory]
    [InlineData(40, 40, 0.1, 0.1, 1, 2)]
    [InlineData(20, 80, 0.3, 0.2, 1.5, 3)]
    [InlineData(60, 20, 0.02, 0.04, 0.5, 0.3)]
    [InlineData(10, 10, 0.9, 0.9, 1, 5)]
    public void RateRatioBet_BernoulliArmsAtTheRatio_AveragesAtMostOne(int n1, int n2, double p1, double p2, double tested, double bet)
    {
        double share = n1 / (double)(n1 + n2);
        double mean = Sum(n1, p1, x => Sum(n2, p2, y => Math.Exp(new RateRatioBet(x, y, share).LogRatio(bet, tested))));
        Assert.InRange(mean, 0, 1 + 1e-12);
    }

    [Theory]
    [InlineData(12, 0.1, 1, 3)]
    [InlineData(30, 0.4, 0.5, 0.2)]
    public void RateRatioBet_GivenTheEvents_AveragesOne(int events, double share, double tested, double bet)
    {
        double first = share * tested / ((share * tested) + 1 - share);
        Digits.Agree(1, Sum(events, first, x => Math.Exp(new RateRatioBet(x, events - x, share).LogRatio(bet, tested))), 1e-11);
    }

    [Theory]
    [InlineData(40, 40, 0.12, 0.1, 0.02, 1.5)]
    [InlineData(20, 60, 0.3, 0.25, 0.05, 3)]
    [InlineData(50, 50, 0.1, 0.05, 0.05, 0.5)]
    [InlineData(15, 60, 0.0, 0.3, 0.0, 4)]
    public void RateRatioBet_DifferenceAtTheMargin_AveragesAtMostOne(int n1, int n2, double p1, double p2, double difference, double bet)
    {
        double share = n1 / (double)(n1 + n2);
        double mean = Sum(n1, p1, x => Sum(n2, p2, y => Math.Exp(new RateRatioBet(x, y, share).LogDifference(bet, n1, difference))));
        Assert.InRange(mean, 0, 1 + 1e-12);
    }

    [Theory]
    [InlineData(30, 70, 2)]
    [InlineData(5, 1, 0.4)]
    public void AnytimeLogrank_EqualHazards_AveragesOne(double canary, double baseline, double hazardRatio)
    {
        double hit = canary / (canary + baseline);
        double mean = (hit * Math.Exp(AnytimeLogrank.LogE(true, canary, baseline, hazardRatio))) + ((1 - hit) * Math.Exp(AnytimeLogrank.LogE(false, canary, baseline, hazardRatio)));
        Digits.Agree(1, mean, 1e-13);
    }

    [Theory]
    [InlineData(50, 1, 0.04)]
    [InlineData(10, 2.5, 1)]
    public void NormalMixture_GaussianMean_AveragesOne(double n, double variance, double effectVariance)
    {
        // Trapezoid over 60 standard deviations of the tilted law: exponentially accurate for an analytic integrand.
        double error = Math.Sqrt(variance / n), wide = Math.Sqrt((variance / n) + effectVariance);
        double mean = Trapezoid(60 * wide, x => Math.Exp(NormalMixture.LogLikelihoodRatio(n, x, 0, variance, effectVariance) - (x * x / (2 * error * error))) / error);
        Digits.Agree(1, mean / Math.Sqrt(2 * Math.PI), 1e-10);
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(1000, 3)]
    public void NormalMixtureEValue_GaussianSum_AveragesOne(double variance, double rho)
    {
        double deviation = Math.Sqrt(variance), wide = deviation * Math.Sqrt((variance + rho) / rho);
        double mean = Trapezoid(20 * wide, s => Math.Exp(NormalMixtureEValue.LogE(s, variance, rho) - (s * s / (2 * variance))) / deviation);
        Digits.Agree(1, mean / Math.Sqrt(2 * Math.PI), 1e-10);
    }

    [Theory]
    [InlineData(20, 0.05)]
    [InlineData(8, 0.5)]
    public void AnytimeT_StudentsT_AveragesOne(double degrees, double shrinkage)
    {
        // The density of t is C (1 + t^2/nu)^(-(nu + 1)/2); with t = sinh u the trapezoid converges exponentially.
        var test = new AnytimeT(degrees, shrinkage);
        double constant = Math.Exp(GammaFunction.Log((degrees + 1) / 2) - GammaFunction.Log(degrees / 2)) / Math.Sqrt(degrees * Math.PI);
        double mean = Trapezoid(14, u => Math.Exp(test.LogE(Math.Sinh(u) * Math.Sinh(u)) - ((degrees + 1) / 2 * Math.Log(1 + (Math.Sinh(u) * Math.Sinh(u) / degrees)))) * Math.Cosh(u));
        Digits.Agree(1, constant * mean, 1e-10);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void LogFromP_UniformP_AveragesOne(double kappa)
    {
        // With p = v^(1/kappa) the integral of kappa p^(kappa - 1) dp is that of 1 dv: midpoints of v, exact to the function's own rounding.
        double sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            double v = (i + 0.5) / 1000, p = Math.Pow(v, 1 / kappa), jacobian = p / (kappa * v);
            sum += Math.Exp(EValue.LogFromP(p, kappa)) * jacobian;
        }

        Digits.Agree(1, sum / 1000, 1e-11);
    }

    private static double Trapezoid(double halfWidth, Func<double, double> function)
    {
        const int half = 4000;
        double step = halfWidth / half, sum = 0;
        for (int i = -half; i <= half; i++)
            sum += function(i * step);
        return sum * step;
    }

    private static double Sum(int n, double p, Func<int, double> value)
    {
        double sum = 0;
        for (int x = 0; x <= n; x++)
        {
            double weight = Weight(x, n, p);
            if (weight > 0)
                sum += weight * value(x);
        }

        return sum;
    }

    private static double Weight(int x, int n, double p)
    {
        double weight = 1;
        for (int i = 1; i <= x; i++)
            weight *= p * (n - x + i) / i;
        return weight * Math.Pow(1 - p, n - x);
    }
}
