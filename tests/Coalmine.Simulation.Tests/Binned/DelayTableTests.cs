using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Binned;

public sealed class DelayTableTests
{
    [Fact]
    public void SharesByCell_FixedDelay_SplitsBetweenTwoCells()
    {
        // An answer at u in a cell of 10 s, label 14 s later: next cell while u < 6, else the one after.
        double[] shares = DelayLaw.SharesByCell(new DelayDistribution.Fixed(14), 10, 4);
        Assert.Equal([0, 0.6, 0.4, 0], shares.Select(share => Math.Round(share, 12)));
    }

    [Fact]
    public void SharesByCell_LogNormal_AgreesWithTheMidpointRule()
    {
        // The share that has arrived by the end of cell j is the mean of the cdf over (jL, (j + 1)L); here by brute force with 200,000 points.
        double[] shares = DelayLaw.SharesByCell(new DelayDistribution.LogNormal(600, 3600), 15, 400);
        double deviation = Math.Log(6) / 1.6448536269514722;
        double MeanCdf(int cell)
        {
            double sum = 0;
            for (int i = 0; i < 200_000; i++)
                sum += Coalmine.Statistics.Functions.NormalDistribution.Lower(Math.Log((cell + (i + 0.5) / 200_000) * 15 / 600) / deviation);
            return sum / 200_000;
        }

        foreach (int cell in new[] { 0, 10, 399 })
            Assert.Equal(MeanCdf(cell), shares.Take(cell + 1).Sum(), 9);
    }

    [Theory]
    [InlineData(10)] // placed
    [InlineData(1000)] // split
    public void Spread_EitherWay_FollowsTheShares(int labels)
    {
        // False-alarm probability 1e-5; seed fixed.
        DelayTable table = DelayTable.Of([0.1, 0.3, 0, 0.2]);
        Xoshiro256 random = StreamKey.Root(5).Open();
        long[] arrivals = new long[10];
        int rounds = 200_000 / labels;
        for (int i = 0; i < rounds; i++)
            table.Spread(ref random, labels, 3, arrivals);
        double[] counts = [.. arrivals[3..7].Select(count => (double)count), rounds * labels - arrivals.Sum()];
        Assert.Equal(0, counts[2]);
        double p = GoodnessOfFit.OfCategories([counts[0], counts[1], counts[3], counts[4]], [0.1, 0.3, 0.2, 0.4]);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Fact]
    public void Spread_BeyondTheLastCell_Drops()
    {
        DelayTable table = DelayTable.Of([0, 0, 1]);
        Xoshiro256 random = StreamKey.Root(5).Open();
        long[] arrivals = new long[4];
        table.Spread(ref random, 5, 2, arrivals);
        table.Spread(ref random, 500, 2, arrivals);
        Assert.All(arrivals, count => Assert.Equal(0, count));
        table.Spread(ref random, 500, 1, arrivals);
        Assert.Equal([0, 0, 0, 500], arrivals);
    }

    [Fact]
    public void IsImmediate_OnlyWithoutDelay()
    {
        Assert.True(DelayTable.Of(DelayLaw.SharesByCell(new DelayDistribution.Fixed(0), 15, 100)).IsImmediate);
        Assert.False(DelayTable.Of(DelayLaw.SharesByCell(new DelayDistribution.Fixed(1), 15, 100)).IsImmediate);
    }
}
