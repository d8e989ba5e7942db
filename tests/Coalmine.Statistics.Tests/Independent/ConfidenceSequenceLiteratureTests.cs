using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Confidence sequences against direct numerical inversion of their martingales in mpmath 1.2.1 at 50 digits.</summary>
[Trait("Category", "Independent")]
public sealed class ConfidenceSequenceLiteratureTests
{
    // 60 values of Beta(2, 6), numpy 1.24.2: default_rng(3).beta(2, 6, 60), rounded to three decimals.
    private static readonly double[] Bounded =
    [
        0.469, 0.355, 0.111, 0.275, 0.223, 0.194, 0.11, 0.265, 0.344, 0.1, 0.168, 0.407, 0.165, 0.184, 0.513, 0.254, 0.589, 0.17, 0.182, 0.103,
        0.303, 0.08, 0.14, 0.084, 0.365, 0.256, 0.197, 0.683, 0.104, 0.108, 0.436, 0.348, 0.125, 0.159, 0.05, 0.256, 0.318, 0.268, 0.283, 0.211,
        0.216, 0.336, 0.366, 0.146, 0.334, 0.138, 0.174, 0.482, 0.061, 0.292, 0.148, 0.232, 0.155, 0.248, 0.213, 0.621, 0.177, 0.048, 0.065, 0.177,
    ];

    [Theory]
    // Howard et al. 2021: the ends of all p with M(p) < 1/alpha, from the estimate outwards to the first crossing, bisected.
    [InlineData(5, 50, 0.05, 10, 0.01405785732693597, 0.27236935521600475)]
    [InlineData(2, 1000, 0.05, 100, 4.1583335465027556e-06, 0.009258376069527785)]
    [InlineData(30, 40, 0.01, 5.5, 0.47156092905006375, 0.9361706107414992)]
    [InlineData(120, 100000, 0.05, 2000, 0.0008791777462463376, 0.0015785428908794666)]
    [InlineData(500, 1000, 0.1, 50, 0.4552301455557204, 0.5447698544442796)]
    [InlineData(1, 30, 0.05, 10, 0, 0.24051129084873593)]
    [InlineData(29, 30, 0.05, 10, 0.7594887091512641, 1)]
    [InlineData(12.5, 310.75, 0.025, 31, 0.01268662545790819, 0.08658913262786827)]
    [InlineData(3, 1000000, 0.001, 10000, 4.415329644547975e-09, 1.7072918150862022e-05)]
    public void BernoulliSequence_AnyCounts_InvertsTheMartingale(double x, double n, double alpha, double k, double lower, double upper)
    {
        Interval got = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
        Digits.Agree(lower, got.Lower, 1e-10);
        Digits.Agree(upper, got.Upper, 1e-10);
        Digits.Agree(lower, BernoulliConfidenceSequence.Lower(x, n, alpha, k), 1e-10);
        Digits.Agree(upper, BernoulliConfidenceSequence.Upper(x, n, alpha, k), 1e-10);
    }

    [Theory]
    // ln B(kp + x, kq + n - x) - ln B(kp, kq) - x ln p - (n - x) ln q
    [InlineData(5, 50, 0.1, 10, -0.9638356551279061)]
    [InlineData(0, 50, 0.1, 10, 3.3877129163218154)]
    [InlineData(3, 1000000, 1e-05, 10000, 1.1355649004739075)]
    [InlineData(100000, 10000000, 0.0101, 1000, 0.4083756191967922)]
    [InlineData(10.5, 100.25, 0.3, 7, 9.068330359702117)]
    public void BernoulliSequence_LogMartingale_IsTheBetaBinomialRatio(double x, double n, double p, double k, double logM) =>
        Assert.Equal(logM, BernoulliConfidenceSequence.LogMartingale(x, n, p, k), 1e-11 * Math.Max(1, Math.Abs(logM)));

    [Theory]
    [InlineData(3, 997, 0.001, 0.999, 1, 1, -4.116493974500126)]
    [InlineData(10000, 999990000, 1e-05, 0.99999, 0.5, 0.5, -10.587428437909598)]
    [InlineData(0, 12, 0.25, 0.75, 2, 3, 0.45645259586738013)]
    [InlineData(55.5, 44.5, 0.5, 0.5, 100, 100, -0.0007631674634468088)]
    public void BetaBinomialMartingale_HugeCounts_KeepsItsDigits(double x, double y, double p, double q, double a, double b, double log) =>
        Assert.Equal(log, BetaBinomialMartingale.Log(x, y, p, q, a, b), 1e-9 * Math.Max(1, Math.Abs(log)));

    [Theory]
    // Robbins 1970: the ends of all p with the fixed Beta(a, b) mixture below 1/alpha.
    [InlineData(5, 50, 0.05, 1, 1, 0.015658554584609134, 0.28766046541080925)]
    [InlineData(0, 50, 0.05, 0.5, 0.5, 0, 0.10464247710451555)]
    [InlineData(40, 40, 0.05, 1, 1, 0.8455799053324241, 1)]
    [InlineData(7, 10000, 0.01, 1, 200, 0.00011545750304727144, 0.002167129828601464)]
    [InlineData(1234, 100000, 0.05, 0.5, 0.5, 0.010918519188833055, 0.013878208930742066)]
    [InlineData(2.5, 30.25, 0.1, 2, 3, 0.005825015733371857, 0.3037637547155937)]
    public void FixedMixture_AnyCounts_InvertsTheMixture(double x, double n, double alpha, double a, double b, double lower, double upper)
    {
        Interval got = FixedMixtureSequence.Interval(x, n, alpha, a, b);
        Digits.Agree(lower, got.Lower, 1e-10);
        Digits.Agree(upper, got.Upper, 1e-10);
    }

    [Theory]
    // The same inversion, and the ratio theta (1 - w)/((1 - theta) w).
    [InlineData(12, 20, 0.1, 0.05, 20, 0.22383164771988046, 0.9011938166101544, 2.595422531157126, 82.08741671044993)]
    [InlineData(5, 50, 0.1, 0.05, 10, 0.01405785732693597, 0.27236935521600475, 0.1283246860707299, 3.3689128055783626)]
    [InlineData(60, 100, 0.5, 0.01, 30, 0.4144322658414402, 0.7677995705137646, 0.7077443678432263, 3.306624247907684)]
    public void ErrorShare_AnyCounts_InvertsTheMartingale(
        double x, double n, double weight, double alpha, double k, double lower, double upper, double lowerRatio, double upperRatio)
    {
        ErrorShareSequence got = ErrorShareSequence.Of(x, n, weight, alpha, k);
        Digits.Agree(lower, got.Share.Lower, 1e-10);
        Digits.Agree(upper, got.Share.Upper, 1e-10);
        Digits.Agree(lowerRatio, got.Ratio.Lower, 1e-10);
        Digits.Agree(upperRatio, got.Ratio.Upper, 1e-10);
    }

    [Theory]
    // Howard et al. 2021, equation 14 (two-sided) and the one-sided equation bisected; rho = vOpt/(2 ln(1/a) + ln(1 + 2 ln(1/a))), a = alpha and 2 alpha.
    [InlineData(100, 0.05, 100, 30.35208990376253, 27.6607088306732)]
    [InlineData(1000, 0.05, 100, 102.51228683166386, 94.3939161693413)]
    [InlineData(10, 0.01, 1000, 30.020248021664525, 29.52197415551142)]
    [InlineData(1000000, 0.025, 10000, 3774.9971724950137, 3561.6932823384955)]
    public void NormalMixtureBounds_AnyTime_SolveTheirEquations(double v, double alpha, double vOpt, double twoSided, double oneSided)
    {
        Digits.Agree(twoSided, NormalMixture.TwoSidedBound(v, alpha, vOpt), 1e-11);
        Digits.Agree(oneSided, NormalMixture.OneSidedBound(v, alpha, vOpt), 1e-10);
    }

    [Theory]
    // Waudby-Smith et al. 2024, equations 9 and 11: rho and half width.
    [InlineData(1, 1000, 0.05, 1000, 0.08908509752892212, 0.09598173584209047)]
    [InlineData(0.3, 200, 0.01, 5000, 0.04802861926125969, 0.11691514069294329)]
    [InlineData(12.5, 1000000, 0.05, 10000, 0.02817118137696317, 0.04452051301148625)]
    public void AsymptoticSequence_AnySize_IsTheFormula(double deviation, double n, double alpha, double tunedFor, double rho, double halfWidth)
    {
        Digits.Agree(rho, NormalMixture.AsymptoticRho(tunedFor, alpha), 1e-12);
        Digits.Agree(halfWidth, NormalMixture.AsymptoticHalfWidth(deviation, n, alpha, rho), 1e-12);
    }

    [Theory]
    // Howard et al. 2021, equation 10, s = 1.4 and eta = 2.
    [InlineData(10, 0.05, 1, 0, 11.283161737602224)]
    [InlineData(1000, 0.025, 10, 0, 125.71515492178831)]
    [InlineData(5, 0.05, 10, 1, 15.468505686849554)]
    [InlineData(1000000, 0.01, 100, 0.5, 4421.252404815769)]
    [InlineData(250, 0.1, 1, 2, 75.69737317238659)]
    public void PolynomialStitching_AnyTime_IsTheFormula(double v, double alpha, double vMin, double c, double bound) =>
        Digits.Agree(bound, PolynomialStitching.Bound(v, alpha, vMin, c), 1e-11);

    [Theory]
    // Waudby-Smith and Ramdas 2024, theorem 2 (bets capped at 1/2) and proposition 1 (capped at 1), value by value in mpmath. The squared error of a value
    // is taken from the plain mean of those before it, 0 for the first, as in confseq's predmix_empbern_cs (the paper starts that mean at 1/2).
    [InlineData(60, 0.05, 0.11028581427198998, 0.3762466899011672, 0.05900563494907142, 0.4352125009174712)]
    [InlineData(30, 0.1, 0.03735126250003552, 0.4635137458462789, 0.018632745736891065, 0.4836346500442804)]
    [InlineData(60, 0.01, 0.05663788385751997, 0.42989462031563724, 0.024678911611566164, 0.4696914376546074)]
    [InlineData(8, 0.05, 0, 1, 0, 0.8363599317642421)]
    public void BoundedMean_BetaValues_IsTheMixture(int n, double alpha, double lower, double upper, double hoeffdingLower, double hoeffdingUpper)
    {
        Interval bernstein = BoundedMeanSequence.EmpiricalBernstein(Bounded.AsSpan(0, n), alpha), hoeffding = BoundedMeanSequence.Hoeffding(Bounded.AsSpan(0, n), alpha);
        Digits.Agree(lower, bernstein.Lower, 1e-11);
        Digits.Agree(upper, bernstein.Upper, 1e-11);
        Digits.Agree(hoeffdingLower, hoeffding.Lower, 1e-11);
        Digits.Agree(hoeffdingUpper, hoeffding.Upper, 1e-11);
    }

    [Theory]
    // Howard and Ramdas 2022, corollary 2.
    [InlineData(1, 0.05, 2.4495298993167416)]
    [InlineData(100, 0.05, 0.26917582233731213)]
    [InlineData(1000000, 0.01, 0.0029796101708710145)]
    public void DistributionBand_Radius_IsTheClosedForm(double t, double alpha, double radius) =>
        Digits.Agree(radius, DistributionBand.Radius(t, alpha), 1e-12);

    [Theory]
    // Lindon et al. 2022: r, ln e, and the half width bisected.
    [InlineData(30, 1, 100, 9, 0.05, 0.009900990099009901, 1.7131144774181188, 3.52307873843183)]
    [InlineData(5, 10, 50, 4, 0.05, 0.16666666666666666, 0.49199083123031145, 5.837516198968471)]
    [InlineData(500, 100, 2000, 20, 0.01, 0.047619047619047616, 7.825838414440682, 3.607823212356322)]
    public void AnytimeT_AnyStatistic_IsTheFormula(
        double degrees, double phi, double information, double tSquared, double alpha, double shrinkage, double logE, double halfWidth)
    {
        AnytimeT got = AnytimeT.Of(degrees, phi, information);
        Digits.Agree(shrinkage, got.Shrinkage, 1e-13);
        Digits.Agree(logE, got.LogE(tSquared), 1e-11);
        Digits.Agree(halfWidth, got.HalfWidth(alpha), 1e-10);
    }
}
