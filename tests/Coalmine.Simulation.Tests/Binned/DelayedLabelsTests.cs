using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Binned;

/// <summary>Labels through pools against the law of single labels. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class DelayedLabelsTests
{
    private const int Cells = 60;

    // Rises and falls, with a hole, a long tail, and 8 in 100 that never arrive.
    private static readonly double[] Shares = Normalised([2, 6, 9, 9, 7, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 0.92);

    [Theory]
    [InlineData(8)] // the first of its block
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)] // the last
    public void Arrivals_OfOneCell_FollowTheShares(int cell)
    {
        long[] arrivals = new long[Cells + 1];
        DelayedLabels labels = new(DelayTable.Of(Shares), DelayBlocks.Of(Shares), Cells);
        for (int replication = 0; replication < 400; replication++)
            Play(labels, replication, at => at == cell ? 500 : 0, arrivals);
        double[] counts = [.. Shares.Select((_, later) => (double)arrivals[cell + later])];
        Assert.Equal(counts.Sum(), arrivals.Sum());
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories([.. counts, 400 * 500 - counts.Sum()], [.. Shares, 1 - Shares.Sum()]));
    }

    [Fact]
    public void Arrivals_OfManyCells_HaveMeansVariancesAndCovariancesOfSingleLabels()
    {
        const int Replications = 4000;
        DelayedLabels labels = new(DelayTable.Of(Shares), DelayBlocks.Of(Shares), Cells);
        // More than are placed one by one, and not alike.
        static long Labels(int cell) => cell is 0 or > 20 ? 0 : 150 + 40 * (cell % 7);
        (int early, int late) = (14, 22);
        (double Sum, double Squares) first = default;
        (double Sum, double Squares) second = default;
        double products = 0;
        long[] arrivals = new long[Cells + 1];
        for (int replication = 0; replication < Replications; replication++)
        {
            Array.Clear(arrivals);
            Play(labels, replication, Labels, arrivals);
            (double a, double b) = (arrivals[early] - Mean(Labels, early), arrivals[late] - Mean(Labels, late));
            first = (first.Sum + a, first.Squares + a * a);
            second = (second.Sum + b, second.Squares + b * b);
            products += a * b;
        }

        // Binomial from each cell, and a label that arrives early does not arrive late: the covariance is -n p p' from each cell.
        (double earlyVariance, double lateVariance) = (Covariance(Labels, early, early), Covariance(Labels, late, late));
        double covariance = Covariance(Labels, early, late);
        AcceptZ(first.Sum / Math.Sqrt(Replications * earlyVariance));
        AcceptZ(second.Sum / Math.Sqrt(Replications * lateVariance));
        AcceptZ((first.Squares / Replications / earlyVariance - 1) / Math.Sqrt(2.0 / Replications));
        AcceptZ((second.Squares / Replications / lateVariance - 1) / Math.Sqrt(2.0 / Replications));
        AcceptZ((products / Replications - covariance) / Math.Sqrt((earlyVariance * lateVariance + covariance * covariance) / Replications));
    }

    [Fact]
    public void Arrivals_WhereNobodyLooksForSomeBlocks_AreThoseOfTheirOwnCells()
    {
        // A pod that serves again after a while: what arrived meanwhile is not caught up.
        const int Replications = 300;
        DelayedLabels labels = new(DelayTable.Of(Shares), DelayBlocks.Of(Shares), Cells);
        double there = 0;
        for (int replication = 0; replication < Replications; replication++)
        {
            labels.Start();
            for (int cell = 0; cell <= Cells; cell++)
                if (cell is < 12 or > 20)
                    there += Arriving(labels, StreamKey.Root(3).With(replication).With(cell), cell, cell == 8 ? 1000 : 0);
        }

        double share = Shares[..4].Sum() + Shares[13..].Sum();
        AcceptZ((there - Replications * 1000 * share) / Math.Sqrt(Replications * 1000 * share * (1 - share)));
    }

    [Fact]
    public void Of_ALawWithLittleInCommon_DoesNotPool()
    {
        Assert.NotNull(DelayBlocks.Of(Shares));
        Assert.Null(DelayBlocks.Of([1]));
        Assert.Null(DelayBlocks.Of(DelayLaw.SharesByCell(new DelayDistribution.Fixed(600), 15, 100)));
        // Little of the long delays falls within the world.
        Assert.Null(DelayBlocks.Of(DelayLaw.SharesByCell(new DelayDistribution.LogNormal(36_000, 360_000), 15, 100)));
    }

    [Fact]
    public void Start_Again_ForgetsWhatWaits()
    {
        DelayedLabels labels = new(DelayTable.Of(Shares), DelayBlocks.Of(Shares), Cells);
        long[] arrivals = new long[Cells + 1];
        Play(labels, 1, cell => cell < 5 ? 1000 : 0, arrivals);
        Assert.True(arrivals.Sum() > 3000);
        Array.Clear(arrivals);
        Play(labels, 1, _ => 0, arrivals);
        Assert.Equal(0, arrivals.Sum());
    }

    private static void Play(DelayedLabels labels, int replication, Func<int, long> answers, long[] arrivals)
    {
        labels.Start();
        for (int cell = 0; cell <= Cells; cell++)
            arrivals[cell] += Arriving(labels, StreamKey.Root(2).With(replication).With(cell), cell, answers(cell));
    }

    private static long Arriving(DelayedLabels labels, StreamKey key, int cell, long answers)
    {
        if (labels.Waits(cell))
            labels.Release(key.With(1), cell);
        Xoshiro256 random = key.With(0).Open();
        labels.Add(ref random, answers, cell);
        return labels.Arrivals[cell];
    }

    private static double Mean(Func<int, long> labels, int at) =>
        Enumerable.Range(0, at + 1).Sum(cell => labels(cell) * Share(at - cell));

    private static double Covariance(Func<int, long> labels, int one, int other) => Enumerable.Range(0, Math.Min(one, other) + 1).Sum(cell =>
        labels(cell) * ((one == other ? Share(one - cell) : 0) - Share(one - cell) * Share(other - cell)));

    private static double Share(int later) => later < Shares.Length ? Shares[later] : 0;

    private static void AcceptZ(double z) => GoodnessOfFit.Accept(Coalmine.Statistics.Functions.NormalDistribution.TwoSided(z));

    private static double[] Normalised(double[] weights, double sum) => [.. weights.Select(weight => weight * sum / weights.Sum())];
}
