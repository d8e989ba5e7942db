using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>Jennison and Turnbull 2000, Tables 2.1 and 2.3, two-sided 5 %, to their three printed digits.</summary>
public sealed class GroupSequentialTests
{
    [Theory]
    [InlineData(1, 1.960, 1.960)]
    [InlineData(2, 2.178, 1.977)]
    [InlineData(3, 2.289, 2.004)]
    [InlineData(4, 2.361, 2.024)]
    [InlineData(5, 2.413, 2.040)]
    [InlineData(10, 2.555, 2.087)]
    public void Constants_AtFivePercent_AgreeWithTheTables(int looks, double pocock, double obrienFleming)
    {
        Assert.Equal(pocock, GroupSequential.PocockConstant(looks, 0.05), 0.00051);
        Assert.Equal(obrienFleming, GroupSequential.OBrienFlemingConstant(looks, 0.05), 0.00051);
    }

    [Fact]
    public void Bounds_OfAnySpending_SpendExactlyAlpha()
    {
        double[] information = [0.2, 0.5, 0.8, 1];
        AlphaSpending[] functions = [new AlphaSpending.OBrienFleming(), new AlphaSpending.Pocock(), new AlphaSpending.Power(2), new AlphaSpending.HwangShihDeCani(-4)];
        foreach (AlphaSpending spending in functions)
        {
            double[] bounds = GroupSequential.Bounds(spending, 0.05, information);
            var paths = new BoundaryCrossing();
            double spent = 0;
            for (int k = 0; k < bounds.Length; k++)
            {
                double root = Math.Sqrt(information[k]);
                spent += paths.Crossing(information[k], double.NegativeInfinity, bounds[k] * root).Above;
                paths.Continue(information[k], -9 * root, bounds[k] * root);
            }

            Assert.Equal(0.05, spent, 1e-9);
        }
    }
}
