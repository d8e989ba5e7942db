using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Values of e-processes against mixtures integrated in mpmath 1.2.1 at 50 digits, and Wald's test against his formulas.</summary>
[Trait("Category", "Independent")]
public sealed class EValueLiteratureTests
{
    [Theory]
    // Wald 1945, "Sequential tests of statistical hypotheses": bounds, log-likelihood ratio and expected numbers, in mpmath.
    [InlineData(0.01, 0.02, 0.05, 0.1, 7, 300, 2.8903717578961645, -2.2512917986064953, 1.877385424962341, 639.2973007177384, 607.163102039287)]
    [InlineData(0.1, 0.3, 0.01, 0.05, 12, 40, 4.553876891600541, -2.9856819377004893, 6.146543472151945, 25.019277861882262, 27.18209978704099)]
    [InlineData(0.5, 0.4, 0.05, 0.05, 20, 60, 2.9444389791664403, -2.9444389791664403, 2.8299912454739897, 129.83172980119423, 131.6080205542677)]
    public void Sprt_TwoRates_FollowsWald(
        double p0, double p1, double alpha, double beta, double x, double n, double upper, double lower, double ratio, double underNull, double underAlternative)
    {
        var test = new SequentialProbabilityRatio(p0, p1, alpha, beta);
        Digits.Agree(upper, test.UpperBound, 1e-12);
        Digits.Agree(lower, test.LowerBound, 1e-12);
        Digits.Agree(ratio, test.LogLikelihoodRatio(x, n), 1e-11);
        Digits.Agree(underNull, test.ExpectedSamples().UnderNull, 1e-10);
        Digits.Agree(underAlternative, test.ExpectedSamples().UnderAlternative, 1e-10);
        SequentialDecision expected = ratio >= upper ? SequentialDecision.Reject : ratio <= lower ? SequentialDecision.Accept : SequentialDecision.Continue;
        Assert.Equal(expected, test.Decide(x, n));
    }

    [Theory]
    // The truncated beta mixture by quadrature over (theta0, 1).
    [InlineData(8, 20, 0.1, 1, 1, 5.001950506699562)]
    [InlineData(1, 20, 0.1, 1, 1, -2.639057329615259)]
    [InlineData(0, 15, 0.5, 2, 3, -1.9636097261547143)]
    [InlineData(30, 60, 0.3, 1.5, 4, 4.221766493294531)]
    [InlineData(2.5, 9.25, 0.2, 1, 2, -0.4884448413097256)]
    public void OneSidedErrorShare_AnyCounts_IsTheTruncatedMixture(double x, double n, double theta0, double a, double b, double logE) =>
        Assert.Equal(logE, OneSidedErrorShare.LogE(x, n, theta0, a, b), 1e-10 * Math.Max(1, Math.Abs(logE)));

    [Theory]
    // The normal mixture by quadrature over the effect.
    [InlineData(100, 0.3, 0, 1, 0.04, 2.7952810437829494)]
    [InlineData(10, -1.5, 0.5, 2, 1, 7.437453598719306)]
    [InlineData(100000, 0.001, 0, 0.25, 0.0001, -1.6616640821326418)]
    public void NormalMixture_AnyMean_IsTheIntegral(double n, double mean, double theta0, double variance, double effectVariance, double logE) =>
        Assert.Equal(logE, NormalMixture.LogLikelihoodRatio(n, mean, theta0, variance, effectVariance), 1e-10 * Math.Max(1, Math.Abs(logE)));

    [Theory]
    // The half-normal mixture by quadrature over the drift.
    [InlineData(3, 10, 5, 0.19629078348667583)]
    [InlineData(-20, 10, 5, -2.451308089508238)]
    [InlineData(0, 0, 1, -1.3363823550460978e-51)]
    [InlineData(200, 1000, 50, 18.218505008980408)]
    [InlineData(-500, 1000, 1, -6.444364140852079)]
    public void NormalMixtureEValue_AnySum_IsTheIntegral(double sum, double variance, double rho, double logE) =>
        Assert.Equal(logE, NormalMixtureEValue.LogE(sum, variance, rho), 1e-10 * Math.Max(1, Math.Abs(logE)));

    [Theory]
    // ln B(k theta + c) - ln B(k theta) - sum of c ln theta, log-gammas at 50 digits.
    [InlineData(new double[] { 12, 88 }, new double[] { 0.1, 0.9 }, 100, -0.2852496195971385)]
    [InlineData(new double[] { 30, 40, 50 }, new double[] { 0.2, 0.3, 0.5 }, 10, -1.0510386320924343)]
    [InlineData(new double[] { 505, 9495 }, new double[] { 0.05, 0.95 }, 1000, -1.180898663567695)]
    public void MultinomialMixture_AnyCounts_IsTheDirichletRatio(double[] counts, double[] shares, double k, double logE) =>
        Assert.Equal(logE, MultinomialMixture.LogE(counts, shares, k), 1e-10 * Math.Max(1, Math.Abs(logE)));

    [Theory]
    // Turner, Ly and Grünwald 2024, equation 6: likelihood at (pa, pb) over that at their mean weighted by the requests.
    [InlineData(3, 5, 1, 5, 0.6, 0.2, 0.8630462173553428)]
    [InlineData(0, 1, 1, 1, 0.3, 0.3, 0)]
    [InlineData(2, 4, 7, 12, 0.5, 0.25, -0.8238481779969176)]
    [InlineData(1, 1, 0, 3, 0.9, 0.1, 1.852555573510828)]
    public void TwoByTwoBlocks_OneBlock_IsTheLikelihoodRatio(double xa, double na, double xb, double nb, double pa, double pb, double logE) =>
        Assert.Equal(logE, TwoByTwoBlocks.LogE(new TwoByTwoBlock(xa, na, xb, nb), pa, pb), 1e-11);
}
