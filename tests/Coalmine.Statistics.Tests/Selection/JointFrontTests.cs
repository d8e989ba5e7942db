using Coalmine.Statistics.Random;
using Coalmine.Statistics.Selection;
using Xunit;

namespace Coalmine.Statistics.Tests.Selection;

public sealed class JointFrontTests
{
    [Fact]
    public void Dominated_WorseInEverythingBeyondDoubt_IsCalledSo()
    {
        JointFront front = new(Systems(31, [(1, 5), (3, 2), (4, 6)], 200));
        Assert.Equal([2], front.Dominated(0.95));
    }

    [Fact]
    public void Dominated_BetterInOneAlone_IsNot()
    {
        JointFront front = new(Systems(32, [(1, 5), (9, 4.99)], 200));
        Assert.Empty(front.Dominated(0.95));
    }

    [Fact]
    public void Dominated_EqualSystems_AreHardlyEverCalledSo()
    {
        // Joint confidence 0.9 and 300 sets of three equal systems: to be called dominated one must be worse in both objectives beyond intervals of
        // 1 - 0.1/6, far below 0.1; P(more than 50 of 300 | 0.1) is below 1e-4.
        int called = Enumerable.Range(0, 300).Count(set => new JointFront(Systems((ulong)(1000 + set), [(1, 1), (1, 1), (1, 1)], 20)).Dominated(0.9).Length > 0);
        Assert.True(called <= 50, $"{called} of 300");
    }

    [Fact]
    public void FrontProbabilities_SayWhoIsThere()
    {
        JointFront front = new(Systems(33, [(1, 5), (3, 2), (4, 6), (1, 5)], 200));
        Xoshiro256 random = StreamKey.Root(34).Open();
        double[] shares = front.FrontProbabilities(500, ref random);
        Assert.Equal(1, shares[1], 1e-9);
        Assert.Equal(0, shares[2]);

        // Two systems with the same means each dominate the other sometimes, and neither always: which of them is as open as a coin or two.
        Assert.InRange(shares[0], 0.001, 0.999);
        Assert.InRange(shares[3], 0.001, 0.999);
    }

    [Fact]
    public void FrontProbabilities_TheSameStream_GivesTheSame()
    {
        JointFront front = new(Systems(35, [(1, 1.1), (1.05, 1), (1.1, 1.1)], 30));
        Xoshiro256 first = StreamKey.Root(36).Open(), second = StreamKey.Root(36).Open();
        Assert.Equal(front.FrontProbabilities(50, ref first), front.FrontProbabilities(50, ref second));
    }

    [Fact]
    public void New_UnequalReplications_AreRefused() => Assert.Throws<ArgumentException>(() => new JointFront([[[1.0, 2]], [[1.0, 2, 3]]]));

    private static IReadOnlyList<IReadOnlyList<double[]>> Systems(ulong seed, (double X, double Y)[] means, int replications) =>
        [.. means.Select((mean, system) => (IReadOnlyList<double[]>)[Values(seed, system, 0, mean.X, replications), Values(seed, system, 1, mean.Y, replications)])];

    private static double[] Values(ulong seed, int system, int objective, double mean, int replications)
    {
        Xoshiro256 random = StreamKey.Root(seed).With(system).With(objective).Open();
        double[] values = new double[replications];
        for (int i = 0; i < replications; i++)
            values[i] = NormalSampler.Draw(ref random, mean, 1);
        return values;
    }
}
