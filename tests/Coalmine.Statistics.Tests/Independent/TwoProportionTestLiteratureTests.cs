using Coalmine.Statistics.Comparisons;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Tests of two proportions against R, exact rational enumerations and a brute search over the nuisance rate.</summary>
[Trait("Category", "Independent")]
public sealed class TwoProportionTestLiteratureTests
{
    [Theory]
    // R 4.2.2: prop.test(correct = FALSE) two-sided and "greater", prop.test(correct = TRUE). First row: R leaves 8e-30 where 0 is meant.
    [InlineData(83, 86, 90, 93, 0.009508518748184156, 0.9223200957342685, 0.5388399521328657, 0, 1)]
    [InlineData(12, 100, 5, 100, 3.1501125040180007, 0.07592172826901895, 0.0379608641345096, 2.314368370298939, 0.12818336002669514)]
    [InlineData(1, 50, 4, 60, 1.3688888888888888, 0.24200287971107692, 0.8789985601444615, 0.5046031746031745, 0.47748447993951226)]
    [InlineData(300, 10000, 2500, 90000, 1.633026324384349, 0.20128497585225466, 0.10064248792612733, 1.5523956496178717, 0.21278212631334742)]
    [InlineData(2, 9, 3, 9, 0.27692307692307694, 0.5987250696528469, 0.7006374651735765, 0, 1)]
    public void ChiSquares_TwoRates_AgreeWithR(
        double x1, double n1, double x2, double n2, double chiSquare, double twoSided, double greater, double corrected, double correctedP)
    {
        ZTest got = TwoProportions.Pooled(x1, n1, x2, n2);
        Digits.Agree(chiSquare, got.Z * got.Z, 1e-11);
        Digits.Agree(twoSided, got.TwoSided, 1e-11);
        Digits.Agree(greater, got.Greater, 1e-11);
        Digits.Agree(corrected, TwoProportions.YatesChiSquare(x1, n1, x2, n2), 1e-11);
        Digits.Agree(correctedP, TwoProportions.ChiSquareTail(TwoProportions.YatesChiSquare(x1, n1, x2, n2)), 1e-11);
    }

    [Fact]
    public void FisherExact_TheLadyTastingTea_IsSeventeenSeventieths()
    {
        // Fisher 1935, "The Design of Experiments": three of four cups right, P = 17/70.
        Digits.Agree(17.0 / 70, FisherExact.Test(3, 4, 1, 4).Greater, 1e-13);
        Digits.Agree(34.0 / 70, FisherExact.Test(3, 4, 1, 4).TwoSided, 1e-13);
    }

    [Theory]
    // All tables of the margins as exact rationals, Python 3.11 fractions; R 4.2.2 fisher.test agrees to 1e-9.
    [InlineData(3, 4, 1, 4, 0.4857142857142857, 0.24285714285714285, 0.9857142857142858, 0.12857142857142856)]
    [InlineData(10, 12, 3, 14, 0.004832413514604927, 0.0024162067573024635, 0.999893659981155, 0.001261273388073765)]
    [InlineData(0, 10, 0, 20, 1, 1, 1, 0.5)]
    [InlineData(7, 7, 0, 5, 0.0012626262626262627, 0.0012626262626262627, 1, 0.0006313131313131314)]
    [InlineData(2, 15, 8, 16, 0.05380213119246828, 0.9959504118908288, 0.03451822475858845, 0.9807160935661202)]
    [InlineData(12, 1000, 3, 1000, 0.034491425398052215, 0.017245712699026108, 0.9964107840517443, 0.010417464323640888)]
    [InlineData(40, 500, 300, 4500, 0.2611119059587855, 0.15164870331757288, 0.8865480978615791, 0.13255030272799692)]
    [InlineData(1, 3000, 0, 27000, 0.1, 0.1, 1, 0.05)]
    [InlineData(0, 5, 5, 5, 0.007936507936507936, 1, 0.003968253968253968, 0.998015873015873)]
    [InlineData(30, 60, 30, 60, 1, 0.5723827793276794, 0.5723827793276794, 0.5)]
    public void FisherExact_AnyTable_IsTheSumOverTables(long x1, long n1, long x2, long n2, double twoSided, double greater, double less, double midGreater)
    {
        FisherExact got = FisherExact.Test(x1, n1, x2, n2);
        Digits.Agree(twoSided, got.TwoSided, 1e-11);
        Digits.Agree(greater, got.Greater, 1e-11);
        Digits.Agree(less, got.Less, 1e-11);
        Digits.Agree(midGreater, got.MidGreater, 1e-11);
    }

    [Theory]
    // Tables ordered by exact rational Fisher p, then the rate by 4001 grid points and golden sections at 40 digits (Python 3.11, mpmath 1.2.1);
    // scipy 1.10.1 boschloo_exact agrees to its optimiser's precision. The third row is the example of scipy's manual (0.0356).
    [InlineData(12, 15, 7, 15, 0.03410915466159729, 0.06821830932319457)]
    [InlineData(7, 15, 12, 15, 0.9771215347573161, 0.06821830932319457)]
    [InlineData(74, 117, 31, 63, 0.0355640643015466, 0.0711281286030932)]
    [InlineData(15, 20, 7, 24, 0.0013166219675491773, 0.0026332439350983546)]
    [InlineData(5, 10, 1, 12, 0.018308100615404537, 0.036616201230809074)]
    [InlineData(3, 6, 0, 9, 0.017683635510779307, 0.035367271021558615)]
    [InlineData(9, 30, 2, 28, 0.014704464646716464, 0.029408929293432928)]
    [InlineData(1, 8, 1, 8, 0.6051222345242807, 1)]
    [InlineData(0, 9, 0, 11, 1, 1)]
    public void Boschloo_SmallTables_IsTheLargestProbability(int x1, int n1, int x2, int n2, double greater, double twoSided)
    {
        Digits.Agree(greater, UnconditionalExact.BoschlooGreater(x1, n1, x2, n2), 1e-8);
        Digits.Agree(twoSided, UnconditionalExact.BoschlooTwoSided(x1, n1, x2, n2), 1e-8);
    }

    [Theory]
    // The same with tables ordered by the pooled z as exact rationals. In the first row (Barnard's 7 and 12 of 15) the mirrored table 8 against 3 ties exactly
    // (z^2 = 750/209): programs that lose the tie to rounding print 0.03408 (scipy 1.10.1, R package Barnard).
    [InlineData(12, 15, 7, 15, 0.03410915466159729)]
    [InlineData(7, 15, 12, 15, 1)]
    [InlineData(74, 117, 31, 63, 0.04691595404277711)]
    [InlineData(15, 20, 7, 24, 0.0013166219675491773)]
    [InlineData(5, 10, 1, 12, 0.018308100615404537)]
    [InlineData(3, 6, 0, 9, 0.014116259331653022)]
    [InlineData(9, 30, 2, 28, 0.013811459566690082)]
    [InlineData(1, 8, 1, 8, 1)]
    [InlineData(0, 9, 0, 11, 1)]
    public void Barnard_SmallTables_IsTheLargestProbability(int x1, int n1, int x2, int n2, double greater) =>
        Digits.Agree(greater, UnconditionalExact.BarnardGreater(x1, n1, x2, n2), 1e-8);

    [Theory]
    // Restricted rates by bisection of the likelihood's derivative, mpmath 1.2.1 at 40 digits. First row: Rodary et al. 1989 (83 of 88 against 69 of 76
    // responses, margin 0.1), the example of Farrington and Manning's method in the literature, here as failures.
    [InlineData(5, 88, 7, 76, 0.1, -2.9571512774348405)]
    [InlineData(56, 70, 48, 80, 0.1, 1.3477387181134237)]
    [InlineData(10, 1000, 8, 1000, 0.01, -1.7302923024889123)]
    [InlineData(0, 50, 0, 50, 0.05, -1.6222142113076254)]
    [InlineData(3, 40, 0, 60, 0.2, -1.9764235376052373)]
    [InlineData(12.5, 402.5, 9.25, 380.75, 0.03, -1.8480803743633565)]
    [InlineData(40, 100, 60, 100, -0.1, -1.4213381090374029)]
    [InlineData(0, 50, 5, 50, 0.1, -3.424397981377192)]
    public void FarringtonManning_AnyMargin_IsTheRestrictedScore(double x1, double n1, double x2, double n2, double margin, double z) =>
        Digits.Agree(z, NonInferiority.FarringtonManning(x1, n1, x2, n2, margin).Z, 1e-9);

    [Theory]
    // R 4.2.2: chisq.test(c(canary, baseline), p = c(w, 1 - w))
    [InlineData(505, 9495, 0.05, 0.052631578947368425, 0.8185458083820434)]
    [InlineData(821588, 815482, 0.5, 22.77436884189436, 1.8217928726191858e-06)]
    [InlineData(1030, 970, 0.5, 1.8, 0.17971249487899982)]
    [InlineData(10, 0, 0.3, 23.333333333333332, 1.3621872098901494e-06)]
    public void SampleRatio_AnyWeight_AgreesWithR(double canary, double baseline, double weight, double chiSquare, double p)
    {
        Digits.Agree(chiSquare, SampleRatio.ChiSquare(canary, baseline, weight), 1e-11);
        Digits.Agree(p, SampleRatio.Tail(SampleRatio.ChiSquare(canary, baseline, weight)), 1e-10);
    }
}
