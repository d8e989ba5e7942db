using Coalmine.Statistics.Dispersion;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// Clustered counts: the litters of Weil (1970), pups that survived lactation of those alive at four days, as Rao and Scott (1992) and R package aod
/// (data set rats) use them. Every number is the estimator's definition over exact rationals (Python 3.11 fractions).
/// </summary>
[Trait("Category", "Independent")]
public sealed class DispersionLiteratureTests
{
    private static readonly ClusterCount[] Control =
    [
        new(13, 13), new(12, 12), new(9, 9), new(9, 9), new(8, 8), new(8, 8), new(12, 13), new(11, 12),
        new(9, 10), new(9, 10), new(8, 9), new(11, 13), new(4, 5), new(5, 7), new(7, 10), new(7, 10),
    ];

    private static readonly ClusterCount[] Treated =
    [
        new(12, 12), new(11, 11), new(10, 10), new(9, 9), new(10, 11), new(9, 10), new(9, 10), new(8, 9),
        new(8, 9), new(4, 5), new(7, 9), new(4, 7), new(5, 10), new(3, 6), new(3, 10), new(0, 7),
    ];

    private static readonly ClusterCount[] Idle =
    [
        new(2, 10), new(0, 3), new(5, 20), new(11, 40), new(0, 0),
    ];

    [Theory]
    // Deng, Knoblich and Lu 2018; design effect as in Rao and Scott 1992.
    [InlineData("control", 0.8987341772151899, 0.0007099411851458452, 1.232495394306769)]
    [InlineData("treated", 0.7724137931034483, 0.004792249907274007, 3.952860625964074)]
    public void ClusterRatio_Litters_IsTheDeltaMethod(string group, double rate, double variance, double designEffect)
    {
        ClusterRatio got = ClusterRatio.Of(Group(group));
        Digits.Agree(rate, got.Rate, 1e-13);
        Digits.Agree(variance, got.Variance, 1e-12);
        Digits.Agree(designEffect, got.DesignEffect, 1e-12);
    }

    [Fact]
    public void ClusterTests_Litters_CompareTheGroups()
    {
        ClusterRatio control = ClusterRatio.Of(Control), treated = ClusterRatio.Of(Treated);
        Digits.Agree(1.702964531786402, ClusterRatio.Difference(control, treated).Z, 1e-11);
        Digits.Agree(2.0101269863211093, ClusterRatio.RaoScott(control, treated).Z, 1e-11);
    }

    [Theory]
    // Pearson's statistic over its degrees of freedom; a cluster without requests does not count.
    [InlineData("control", 1.2674176182450831)]
    [InlineData("treated", 4.108273325399948)]
    [InlineData("idle", 0.4246043771043771)]
    public void PearsonDispersion_Litters_IsTheDefinition(string group, double factor) => Digits.Agree(factor, PearsonDispersion.Of(Group(group)), 1e-12);

    [Theory]
    // Analysis of variance estimator (Donner 1986), n0 = (N - sum of n^2/N)/(k - 1).
    [InlineData("control", 0.029091385439862352, 9.841350210970464, 0.11534901572876256, 0.08908106760219436)]
    [InlineData("treated", 0.3721348138143966, 9.037241379310345, 0.7221963477135891, 0.11361790664116246)]
    public void IntraclassCorrelation_Litters_IsTheAnovaEstimator(string group, double correlation, double size, double between, double within)
    {
        IntraclassCorrelation got = IntraclassCorrelation.Of(Group(group));
        Digits.Agree(correlation, got.Correlation, 1e-11);
        Digits.Agree(size, got.EffectiveSize, 1e-13);
        Digits.Agree(between, got.Between, 1e-11);
        Digits.Agree(within, got.Within, 1e-11);
    }

    [Theory]
    // Log-gammas in mpmath 1.2.1 at 40 digits, parameters mu (1 - rho)/rho and (1 - mu)(1 - rho)/rho.
    [InlineData("control", 0.9, 0.05, -21.41509400483568)]
    [InlineData("control", 0.7, 0.3, -27.996276924980066)]
    [InlineData("treated", 0.9, 0.05, -43.12127496776752)]
    [InlineData("treated", 0.7, 0.3, -31.776923353518445)]
    public void BetaBinomialLikelihood_Litters_IsTheDefinition(string group, double mean, double correlation, double logLikelihood) =>
        Digits.Agree(logLikelihood, IntraclassCorrelation.BetaBinomialLogLikelihood(Group(group), mean, correlation), 1e-11);

    [Theory]
    // All splits over exact rationals.
    [InlineData(new double[] { 0.02 }, new double[] { 0.01, 0.011, 0.012 }, 0.25)]
    [InlineData(new double[] { 0.05, 0.06, 0.055 }, new double[] { 0.01, 0.02, 0.03, 0.04 }, 0.02857142857142857)]
    [InlineData(new double[] { 0.1, 0.2, 0.3, 0.4 }, new double[] { 0.2, 0.3, 0.1, 0.25, 0.15 }, 0.29365079365079366)]
    [InlineData(new double[] { 0.5, 0.5, 0.7 }, new double[] { 0.5, 0.5, 0.1 }, 0.3)]
    public void PodPermutation_FewPods_IsTheShareOfSplits(double[] canary, double[] baseline, double p) =>
        Digits.Agree(p, PodPermutation.Greater(canary, baseline), 1e-13);

    [Theory]
    // 1 + (m - 1) rho (Kish 1965), and 2 Phi(-z/sqrt(deff)) in mpmath 1.2.1 with scipy 1.10.1 norm.isf.
    [InlineData(10, 0.05, 0.05, 1.45, 0.10359668173866203)]
    [InlineData(100, 0.01, 0.01, 1.99, 0.0678567421058498)]
    [InlineData(1, 0.5, 0.05, 1, 0.04999999999999997)]
    [InlineData(25, 0.2, 0.1, 5.800000000000001, 0.4946142396934322)]
    public void DesignEffect_EqualClusters_InflatesTheSize(double size, double correlation, double alpha, double effect, double trueSize)
    {
        Digits.Agree(effect, DesignEffect.Of(size, correlation), 1e-14);
        Digits.Agree(trueSize, DesignEffect.TrueSize(effect, alpha), 1e-11);
    }

    private static ClusterCount[] Group(string name) => name switch
    {
        "control" => Control,
        "treated" => Treated,
        _ => Idle,
    };
}
