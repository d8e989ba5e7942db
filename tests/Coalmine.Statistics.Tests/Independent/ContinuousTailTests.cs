using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Tails of normal, t and beta laws at extreme arguments, relative to 1e-10 or better.</summary>
[Trait("Category", "Independent")]
public sealed class ContinuousTailTests
{
    [Theory]
    // erfc in mpmath 1.2.1 at 50 digits; the last point is near the smallest normal double.
    [InlineData(-3, 0.9986501019683699)]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(1.959963984540054, 0.025000000000000012)]
    [InlineData(5.5, 1.8989562465887718e-08)]
    [InlineData(10, 7.619853024160525e-24)]
    [InlineData(20, 2.7536241186062337e-89)]
    [InlineData(37, 5.725571222524577e-300)]
    [InlineData(37.5, 4.605353009581955e-308)]
    public void NormalUpper_DeepTails_KeepTheirDigits(double z, double expected) =>
        Digits.Agree(expected, NormalDistribution.Upper(z), 1e-12);

    [Theory]
    // The same in logs; at 1e6 the asymptotic series.
    [InlineData(0, -0.6931471805599453)]
    [InlineData(3, -6.607726221510349)]
    [InlineData(38, -726.5572160188201)]
    [InlineData(50, -1254.8313611394199)]
    [InlineData(1000, -500007.82669481216)]
    [InlineData(1000000, -500000000014.73444)]
    [InlineData(-5, -2.866516129637636e-07)]
    public void NormalLogUpper_BeyondDoubles_KeepsItsDigits(double z, double expected) =>
        Digits.Agree(expected, NormalDistribution.LogUpper(z), 1e-13);

    [Theory]
    // erfc bisected in logs.
    [InlineData(0.025, 1.9599639845400543)]
    [InlineData(1e-09, 5.9978070150076865)]
    [InlineData(1e-100, 21.273453560965326)]
    [InlineData(1e-300, 37.0470962993612)]
    [InlineData(0.9, -1.2815515655446006)]
    [InlineData(0.999999, -4.753424308817087)]
    public void NormalUpperQuantile_TinyTails_KeepsItsDigits(double p, double expected) =>
        Digits.Agree(expected, NormalDistribution.UpperQuantile(p), 1e-12);

    [Theory]
    // Half of the incomplete beta series, mpmath 1.2.1 at 50 digits.
    [InlineData(1, 1, 0.25)]
    [InlineData(2, 5, 0.05096973941492918)]
    [InlineData(12, 3, 0.0006225079003946683)]
    [InlineData(10, 100, 4.9508444922970696e-17)]
    [InlineData(30, 1000, 7.687343722021741e-142)]
    [InlineData(3.25, 2.5, 0.030681473014887498)]
    [InlineData(200, 10, 1.200253729743141e-19)]
    [InlineData(6, 1000000, 9.869249061772174e-10)]
    public void StudentUpper_DeepTails_KeepTheirDigits(double t, double degrees, double expected) =>
        Digits.Agree(expected, StudentT.Upper(t, degrees), 1e-10);

    [Theory]
    // The density by quadrature in log t, solved.
    [InlineData(0.025, 5, 2.5705818356363155)]
    [InlineData(0.005, 30.5, 2.746967063704738)]
    [InlineData(1e-10, 10, 25.466008021697725)]
    [InlineData(0.4, 1, 0.32491969623290623)]
    [InlineData(1e-06, 1000, 4.781608620458351)]
    public void StudentUpperQuantile_TinyTails_KeepsItsDigits(double p, double degrees, double expected) =>
        Digits.Agree(expected, StudentT.UpperQuantile(p, degrees), 1e-11);

    [Theory]
    // Normal tail over the chi law by quadrature, mpmath 1.2.1 at 25 digits; scipy 1.10.1 nct.sf agrees.
    [InlineData(2, 10, 1, 0.19238843746962475)]
    [InlineData(1.7, 38, 2.5, 0.7870701967535901)]
    [InlineData(2.1, 18, 0, 0.025045202854784177)]
    [InlineData(2.5, 5, 3, 0.6923245746518115)]
    [InlineData(-1, 12, 0.5, 0.9265335241347296)]
    public void NoncentralTUpper_AnyShift_IsTheIntegral(double t, double degrees, double shift, double expected) =>
        Digits.Agree(expected, NoncentralT.Upper(t, degrees, shift), 1e-10);

    [Theory]
    // Hypergeometric series in mpmath 1.2.1 at 50 digits.
    [InlineData(0.001, 0.5, 0.5, 0.020135041633377492)]
    [InlineData(0.3, 20, 5, 9.666082893766398e-08)]
    [InlineData(0.0009, 10000.5, 9990000.5, 1.8691687933647713e-25)]
    [InlineData(1e-06, 3.5, 1000, 2.7284528184710236e-12)]
    [InlineData(0.4, 300, 200, 1.0619191726410099e-19)]
    [InlineData(1e-30, 2, 3, 6.000000000000001e-60)]
    [InlineData(0.009, 100000, 10000000, 6.460080013521895e-196)]
    [InlineData(0.45, 5000000, 5000000, 0)]
    public void IncompleteBetaLower_DeepTails_KeepTheirDigits(double x, double a, double b, double expected) =>
        Digits.Agree(expected, IncompleteBeta.Lower(x, a, b), 1e-10);

    [Theory]
    // The same with sides changed.
    [InlineData(0.75, 0.5, 0.5, 0.3333333333333333)]
    [InlineData(0.9, 5, 20, 7.121525499999968e-17)]
    [InlineData(0.5, 3, 1000, 1.1724217533808537e-296)]
    [InlineData(0.012, 100000, 10000000, 0)]
    [InlineData(0.55, 5000000, 5000000, 0)]
    public void IncompleteBetaUpper_DeepTails_KeepTheirDigits(double x, double a, double b, double expected) =>
        Digits.Agree(expected, IncompleteBeta.Upper(x, a, b), 1e-10);

    [Theory]
    // Log-gammas in mpmath 1.2.1 at 50 digits.
    [InlineData(0.5, 0.5, 1.1447298858494002)]
    [InlineData(1e-05, 3, 11.512910465032729)]
    [InlineData(1000000000, 2.5, -51.52348172376811)]
    [InlineData(10000000, 10000000, -13862950.404734597)]
    [InlineData(1000000000, 1000000000, -1386294370.2160115)]
    [InlineData(120.5, 1000000, -1209.3586213754827)]
    public void BetaLog_HugeParameters_KeepsItsDigits(double a, double b, double expected) =>
        Digits.Agree(expected, BetaFunction.Log(a, b), 1e-13);

    [Theory]
    // The same.
    [InlineData(0.1, 0.512740081331915)]
    [InlineData(1, 0.08106146679532726)]
    [InlineData(7.5, 0.011104559758206917)]
    [InlineData(100, 0.0008333305556349147)]
    [InlineData(1000000000, 8.333333333333333e-11)]
    public void StirlingError_AnyArgument_KeepsItsDigits(double x, double expected) =>
        Digits.Agree(expected, GammaFunction.StirlingError(x), 1e-11);

    [Theory]
    // Alternating or theta series in mpmath 1.2.1; 1.358 is the 5 % point of Smirnov 1948.
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.5, 0.9639452436648751)]
    [InlineData(0.8, 0.5441424115741981)]
    [InlineData(1, 0.2699996716773545)]
    [InlineData(1.358, 0.05002679733444699)]
    [InlineData(2, 0.0006709252557796953)]
    [InlineData(5, 3.8574996959278356e-22)]
    [InlineData(15, 7.387766136974512e-196)]
    public void KolmogorovUpper_BothSeries_KeepTheirDigits(double lambda, double expected) =>
        Digits.Agree(expected, KolmogorovDistribution.Upper(lambda), 1e-12);
}
