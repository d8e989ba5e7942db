using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Selection;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Output analysis and selection of the best against their definitions over exact rationals (Python 3.11) and quadratures (scipy 1.10.1).</summary>
[Trait("Category", "Independent")]
public sealed class OutputAnalysisLiteratureTests
{
    // A random walk above a decaying start-up, numpy 1.24.2, default_rng(5), rounded; and the same with noise.
    private static readonly double[] Walk =
    [
        17.713, 16.964, 15.986, 14.586, 13.816, 12.836, 12.114, 11.516, 10.919, 10.762, 10.469, 10.06, 9.986, 10.069, 9.435,
        9.239, 8.844, 8.707, 8.248, 8.193, 8.13, 7.995, 7.643, 7.493, 7.139, 6.71, 6.758, 6.41, 6.747, 6.95,
        6.341, 6.415, 6.077, 6.081, 6.089, 5.488, 5.415, 5.335, 5.621, 5.264, 5.484, 5.153, 5.052, 4.799, 5.232,
        5.402, 6.131, 6.323, 6.576, 6.828, 6.645, 6.624, 7.029, 6.91, 6.966, 6.96, 7.142, 7.033, 6.987, 7.06,
    ];

    private static readonly double[] Noisy =
    [
        17.765, 16.532, 16.434, 13.937, 13.215, 12.195, 12.597, 11.336, 10.433, 10.194, 10.68, 9.533, 9.35, 10.376, 8.837,
        9.078, 8.841, 8.484, 8.221, 8.862, 7.872, 7.365, 6.725, 7.391, 6.963, 6.843, 6.526, 6.171, 6.386, 6.69,
        6.421, 6.225, 6.127, 7.032, 6.329, 4.7, 6.282, 5.509, 5.15, 5.718, 5.493, 4.845, 4.735, 4.302, 5.256,
        5.936, 5.968, 6.533, 7.514, 6.221, 6.774, 6.471, 6.499, 6.397, 6.958, 7.177, 6.876, 7.06, 7.348, 7.208,
    ];

    [Fact]
    public void ReplicationMean_TenValues_IsTheTInterval()
    {
        // t quantile by bisection of betainc, mpmath 1.2.1.
        ReplicationMean got = ReplicationMean.Of(Walk.AsSpan(0, 10), 0.95);
        Digits.Agree(13.7212, got.Mean, 1e-14);
        Digits.Agree(1.8030395692108023, got.HalfWidth, 1e-11);
        Digits.Agree(0.1 / 1.1, ReplicationMean.RelativeTarget(0.1), 1e-14); // Law and Kelton 2000, section 9.4.1
    }

    [Fact]
    public void BatchMeans_SevenBatches_DropTheRest()
    {
        // Seven batches of eight; the last four of sixty values are dropped.
        ReplicationMean got = BatchMeans.Of(Walk, 7, 0.90);
        Digits.Agree(8.190660714285714, got.Mean, 1e-14);
        Digits.Agree(2.3383030266819844, got.HalfWidth, 1e-11);
    }

    [Fact]
    public void Truncation_WarmingUp_IsTheFirstMinimumOfMser()
    {
        (int values, double statistic, _) = BatchMeans.Truncation(Walk);
        Assert.Equal(25, values);
        Digits.Agree(0.0628714602915452, statistic, 1e-12);
    }

    [Fact]
    public void PairedDifference_CommonNumbers_GainsByPairing()
    {
        PairedDifference got = PairedDifference.Of(Walk.AsSpan(0, 25), Noisy.AsSpan(0, 25), 0.95);
        Digits.Agree(0.22584, got.Mean.Mean, 1e-12);
        Digits.Agree(0.17232517631174474, got.Mean.HalfWidth, 1e-11);
        Digits.Agree(0.0834949834820432, got.PairedStandardError, 1e-12);
        Digits.Agree(0.8621549377383781, got.IndependentStandardError, 1e-12);
    }

    [Fact]
    public void VarianceOfMean_FiveLags_IsNeweyAndWests() => Digits.Agree(0.7319237607907665, SerialDependence.VarianceOfMean(Walk, 5), 1e-12);

    [Fact]
    public void ControlVariate_TwentyPairs_IsTheRegressionEstimate()
    {
        // Law 2015, section 11.4: the regression of the value on its companion, read off at the companion's mean of 12.
        ControlVariate got = ControlVariate.Of(Walk.AsSpan(0, 20), Noisy.AsSpan(0, 20), 12);
        Digits.Agree(0.9909209963950526, got.Slope, 1e-11);
        Digits.Agree(12.17215325263876, got.Estimate, 1e-12);
        Digits.Agree(0.10068623690294935, got.StandardError, 1e-10);
        Digits.Agree(0.021680615812258316, got.VarianceRatio, 1e-9);
    }

    [Theory]
    // P(A > B + margin) and E[max(A - B, 0)] by 40 panels of 100 Gauss-Legendre nodes over B, numpy 1.24.2 and scipy 1.10.1 beta.
    [InlineData(3, 47, 1, 99, 0, 0.965198074787, 0.0503410121531)]
    [InlineData(13, 989, 9, 1993, 0.002, 0.966218087071, 0.00848522772019)]
    [InlineData(51, 451, 51, 451, 0, 0.5, 0.00758867909238)]
    [InlineData(2, 2, 5, 1, -0.1, 0.196571443214, 0.0138888888889)]
    [InlineData(201, 99801, 151, 99851, 0, 0.996264117326, 0.000500205917763)]
    public void BetaPosterior_TwoRates_IsTheIntegral(double a, double b, double otherA, double otherB, double margin, double above, double excess)
    {
        var posterior = new BetaPosterior(a, b);
        Assert.Equal(above, posterior.ProbabilityAbove(new BetaPosterior(otherA, otherB), margin), 1e-9);
        Digits.Agree(excess, posterior.ExpectedExcess(new BetaPosterior(otherA, otherB)), 1e-8);
    }

    [Theory]
    // Kim and Nelson 2001, c = 1, mpmath 1.2.1.
    [InlineData(2, 0.05, 10, 0.33405026860002934, 6.012904834800529)]
    [InlineData(5, 0.05, 10, 0.6349672651536731, 11.429410772766117)]
    [InlineData(10, 0.01, 20, 0.4511642792756699, 17.144242612475455)]
    [InlineData(100, 0.05, 24, 0.41087759806424706, 18.900369510955365)]
    public void KimNelson_Constants_FollowTheFormula(int systems, double alpha, int firstStage, double eta, double hSquared)
    {
        KimNelson got = KimNelson.Of(systems, alpha, firstStage);
        Digits.Agree(eta, got.Eta, 1e-12);
        Digits.Agree(hSquared, got.HSquared, 1e-12);
    }

    [Theory]
    // Rinott's double integral with 300 by 300 Gauss-Legendre nodes, solved by brentq (numpy 1.24.2, scipy 1.10.1).
    [InlineData(2, 0.95, 10, 2.6141193)]
    [InlineData(2, 0.9, 20, 1.89574708)]
    [InlineData(5, 0.95, 20, 3.38541873)]
    [InlineData(10, 0.95, 20, 3.87527664)]
    [InlineData(10, 0.99, 10, 5.51360012)]
    [InlineData(3, 0.9, 15, 2.47904278)]
    [InlineData(25, 0.95, 30, 4.28554651)]
    public void Rinott_Constant_SolvesTheIntegral(int systems, double probability, int firstStage, double h) =>
        Digits.Agree(h, Rinott.Constant(systems, probability, firstStage), 1e-6);

    [Theory]
    // Chen et al. 2000, theorem 1, in Python 3.11.
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 1, 1, 1, 1 }, new double[] { 0.4323639339673702, 0.4170387423913198, 0.10425968559782996, 0.04633763804347998 })]
    [InlineData(new double[] { 1.2, 1, 1.5 }, new double[] { 0.3, 0.4, 0.9 }, new double[] { 0.25516852611200247, 0.37738879628671407, 0.3674426776012834 })]
    [InlineData(new double[] { 0, 1, 1, 2, 5 }, new double[] { 2, 1, 3, 1, 4 }, new double[] { 0.36841570085614, 0.057996721684468316, 0.5219704951602149,
        0.014499180421117079, 0.03711790187805973 })]
    public void BudgetAllocation_Shares_FollowTheTheorem(double[] means, double[] deviations, double[] shares)
    {
        double[] got = BudgetAllocation.Shares(means, deviations);
        for (int i = 0; i < shares.Length; i++)
            Digits.Agree(shares[i], got[i], 1e-12);
    }
}
