using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>
/// Whole designs against what gsDesign prints (keaven/gsDesign, tests/testthat/_snaps/independent-test-print.gsDesign.md and the examples of its reference
/// pages), the inflation factors of Jennison and Turnbull 2000 (tables 2.2 and 2.4), and nested adaptive quadrature (scipy 1.10.1, <c>quad</c> of the two-
/// and three-dimensional normal integrals with <c>brentq</c>).
/// </summary>
public sealed class GroupSequentialDesignTests
{
    private static readonly AlphaSpending Upper = new AlphaSpending.HwangShihDeCani(-4);
    private static readonly AlphaSpending Lower = new AlphaSpending.HwangShihDeCani(-2);

    [Fact]
    public void EfficacyOnly_FiveLooks_AgreesWithGsDesign()
    {
        var design = GroupSequentialDesign.Of(Upper, 0.025, 0.2, 0.4, 0.6, 0.8, 1);
        AssertRounded([3.25, 2.99, 2.69, 2.37, 2.03], design.Upper, 2);
        double inflation = design.InflationFactor(0.025, 0.9);
        Assert.Equal(1.023, inflation, 0.00051);
        GroupSequentialBehaviour none = design.Under(0), effect = design.Under(design.DriftFor(0.9));
        AssertRounded([0.0006, 0.0013, 0.0028, 0.0063, 0.0140], none.Above, 4);
        AssertRounded([0.0370, 0.1512, 0.2647, 0.2699, 0.1771], effect.Above, 4);
        Assert.Equal(1.0197, inflation * none.ExpectedInformation, 0.000051);
        Assert.Equal(0.7366, inflation * effect.ExpectedInformation, 0.000051);
        Assert.Equal(0, effect.TotalBelow);
    }

    [Fact]
    public void Futility_ThreeLooksNotBinding_AgreesWithGsDesign()
    {
        (GroupSequentialDesign design, double drift) = GroupSequentialDesign.Of(Upper, 0.025, 1.0 / 3, 2.0 / 3, 1).WithFutility(Lower, 0.9);
        AssertRounded([3.01, 2.55, 2.00], design.Upper, 2);
        AssertRounded([-0.24, 0.94, 2.00], design.Lower, 2);
        double inflation = Math.Pow(drift / 3.2415, 2);
        Assert.Equal(1.070, inflation, 0.00055);
        GroupSequentialBehaviour none = design.Under(0), effect = design.Under(drift);
        AssertRounded([0.0013, 0.0049, 0.0171], none.Above, 4);
        AssertRounded([0.4057, 0.4290, 0.1420], none.Below, 4);
        AssertRounded([0.1412, 0.4403, 0.3185], effect.Above, 4);
        AssertRounded([0.0148, 0.0289, 0.0563], effect.Below, 4);
        Assert.Equal(0.6249, inflation * none.ExpectedInformation, 0.00006);
        Assert.Equal(0.7913, inflation * effect.ExpectedInformation, 0.00006);
    }

    [Fact]
    public void Futility_FiveLooksNotBinding_AgreesWithGsDesign()
    {
        (GroupSequentialDesign design, double drift) = GroupSequentialDesign.Of(Upper, 0.025, 0.2, 0.4, 0.6, 0.8, 1).WithFutility(Lower, 0.9);
        AssertRounded([-0.90, -0.04, 0.69, 1.36, 2.03], design.Lower, 2);
        AssertRounded([0.1836, 0.3201, 0.2700, 0.1477, 0.0559], design.Under(0).Below, 4);
        AssertRounded([0.0006, 0.0013, 0.0028, 0.0062, 0.0117], design.Under(0).Above, 4);
        AssertRounded([0.0417, 0.1679, 0.2806, 0.2654, 0.1444], design.Under(drift).Above, 4);
    }

    [Fact]
    public void Futility_ManyDesigns_KeepsThePowerAndNeverRaisesTheError()
    {
        AlphaSpending[] functions = [new AlphaSpending.OBrienFleming(), new AlphaSpending.Pocock(), new AlphaSpending.Power(2), Upper];
        foreach (AlphaSpending efficacy in functions)
        {
            foreach (AlphaSpending futility in functions)
            {
                foreach ((double[] information, double power) in new[] { (new[] { 1.0 }, 0.9), ([0.5, 1], 0.8), ([0.1, 0.15, 0.7, 1], 0.95) })
                {
                    (GroupSequentialDesign design, double drift) = GroupSequentialDesign.Of(efficacy, 0.05, information).WithFutility(futility, power);
                    GroupSequentialBehaviour none = design.Under(0), effect = design.Under(drift);
                    Assert.Equal(power, effect.TotalAbove, 1e-7);
                    Assert.Equal(1 - power, effect.TotalBelow, 1e-7);
                    Assert.True(none.TotalAbove <= 0.05 + 1e-8);
                    Assert.Equal(1, none.TotalAbove + none.TotalBelow, 1e-8);
                }
            }
        }
    }

    [Theory]
    [InlineData(2, 0.8, 1.110, 1.008)]
    [InlineData(2, 0.9, 1.100, 1.007)]
    [InlineData(3, 0.9, 1.151, 1.016)]
    [InlineData(5, 0.8, 1.229, 1.028)]
    [InlineData(5, 0.9, 1.207, 1.026)]
    public void InflationFactor_TwoSidedConstants_AgreesWithTheTables(int looks, double power, double pocock, double obrienFleming)
    {
        double[] information = [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)];
        Assert.Equal(pocock, TwoSided(information, _ => GroupSequential.PocockConstant(looks, 0.05)).InflationFactor(0.025, power), 0.00055);
        Assert.Equal(obrienFleming, TwoSided(information, t => GroupSequential.OBrienFlemingConstant(looks, 0.05) / Math.Sqrt(t)).InflationFactor(0.025, power), 0.00055);
    }

    [Fact]
    public void Under_UnevenLooksAtDriftThree_AgreesWithQuadrature()
    {
        var design = GroupSequentialDesign.Of(new AlphaSpending.OBrienFleming(), 0.025, 0.3, 0.6, 1);
        AssertNear([3.928572542626252, 2.6699720039035184, 1.9810245035656389], design.Upper, 1e-8);
        GroupSequentialBehaviour behaviour = design.Under(3);
        AssertNear([0.01114454935676314, 0.35367771009280735, 0.48312952917607704], behaviour.Above, 1e-8);
        Assert.Equal(0.8507277314131428, behaviour.ExpectedInformation, 1e-8);
    }

    [Fact]
    public void Monitor_TrafficThatEndsEarly_SpendsTheRest()
    {
        var monitor = new GroupSequentialMonitor(new AlphaSpending.OBrienFleming(), 0.025);
        AssertNear([5.669669601685757, 3.356871327146498, 1.9608234284964994], [monitor.NextBound(0.15), monitor.NextBound(0.4), monitor.NextBound(0.7, isLast: true)], 1e-7);
        Assert.Equal(0.025, monitor.Spent, 1e-15);
        Assert.Throws<InvalidOperationException>(() => monitor.NextBound(1));
        var patient = new GroupSequentialMonitor(new AlphaSpending.OBrienFleming(), 0.025);
        patient.NextBound(0.15);
        patient.NextBound(0.4);
        Assert.Equal(2.4445423131968145, patient.NextBound(0.7), 1e-8);
    }

    [Fact]
    public void Monitor_TrafficThatOverruns_KeepsTheLevel()
    {
        var monitor = new GroupSequentialMonitor(new AlphaSpending.Power(2), 0.05);
        AssertNear([2.6120541412292777, 2.15641959981496, 1.7361331415322578], [monitor.NextBound(0.3), monitor.NextBound(0.6), monitor.NextBound(1.1, isLast: true)], 1e-8);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GroupSequentialMonitor(Upper, 0.05).NextBound(1.1));
    }

    [Fact]
    public void PValues_UnevenLooks_AgreeWithQuadrature()
    {
        AlphaSpending spending = new AlphaSpending.OBrienFleming();
        var design = GroupSequentialDesign.Of(spending, 0.025, 0.3, 0.6, 1);
        Assert.Equal(0.006221292188227582, design.StageWiseP(1, 2.5), 1e-9);
        Assert.Equal(0.03679283070174603, design.StageWiseP(2, 1.8), 1e-8);
        Assert.Equal(NormalDistribution.Upper(4), design.StageWiseP(0, 4), 1e-15);
        Assert.Equal(0.0407729407872154, GroupSequential.RepeatedP(spending, [0.3, 0.6], [1.0, 2.4]), 1e-7);
        Assert.Equal(1, GroupSequential.RepeatedP(spending, [0.3, 0.6], [-3, -3]));

        // The repeated p of a z that lies on its bound is the alpha of the bound.
        Assert.Equal(0.025, GroupSequential.RepeatedP(spending, [0.3, 0.6, 1], [0, 0, design.Upper[2]]), 1e-7);
        Assert.Equal(0.025, design.StageWiseP(2, design.Upper[2]), 1e-9);
    }

    [Fact]
    public void ContinuousOBrienFleming_ManyLooks_SpendsAlmostAlphaAndNeverMore()
    {
        // The exact limit is alpha (reflection principle); 200 equally spaced looks stay a little below.
        var paths = new BoundaryCrossing();
        double error = 0;
        for (int k = 1; k <= 200; k++)
        {
            double t = k / 200.0, bound = GroupSequential.ContinuousOBrienFlemingBound(t, 0.05) * Math.Sqrt(t);
            error += paths.Crossing(t, double.NegativeInfinity, bound).Above;
            paths.Continue(t, -9, bound);
        }

        Assert.InRange(error, 0.044, 0.05);
        Assert.Equal(1.959963984540054, GroupSequential.ContinuousOBrienFlemingBound(1, 0.05), 1e-12);
    }

    [Fact]
    public void Information_OfTwoRates_IsThatOfTheirDifference()
    {
        // 1/(0.01·0.99·(1/1000 + 1/9000)) by hand; the fraction without a rate is the ratio of the harmonic sums.
        Assert.Equal(900 / 0.0099, TwoProportionInformation.Planned(0.01, 1000, 9000), 1e-8);
        Assert.Equal(900 / 0.0099, TwoProportionInformation.Observed(10, 1000, 90, 9000), 1e-8);
        Assert.Equal(0, TwoProportionInformation.Observed(0, 1000, 0, 9000));
        Assert.Equal(0, TwoProportionInformation.Observed(0, 0, 3, 9000));
        Assert.Equal(0.36, TwoProportionInformation.Fraction(1000, 9000, 5000, 5000), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionInformation.Planned(0, 10, 10));
    }

    [Fact]
    public void Of_FractionsThatDoNotRiseToOne_Refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSequentialDesign.Of(Upper, 0.025, 0.5, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSequentialDesign.Of(Upper, 0.025, 0.5, 0.5, 1));
    }

    private static GroupSequentialDesign TwoSided(double[] information, Func<double, double> bound) =>
        new([.. information], [.. information.Select(bound)], [.. information.Select(t => -bound(t))]);

    private static void AssertRounded(double[] expected, IReadOnlyList<double> actual, int digits) => AssertNear(expected, actual, 0.51 * Math.Pow(10, -digits));

    private static void AssertNear(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
