using Coalmine.Statistics.Drift;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Drift;

/// <summary>The kernel test against numpy 1.24 (all 35 splits of seven vectors, <c>pdist</c> for the bandwidth).</summary>
public sealed class KernelTestTests
{
    private static readonly double[][] First = [[0, 0], [1, 0.5], [0.2, 1.1], [0.7, 0.3]];
    private static readonly double[][] Second = [[1.5, 1], [2, 1.2], [0.9, 2]];

    [Fact]
    public void SevenVectors_AgreesWithTheEnumeration()
    {
        Xoshiro256 stream = StreamKey.Root(1).Open();
        var test = KernelTest.Of(First, Second, 20_000, ref stream);
        Assert.Equal(0.5249007147073498, test.Discrepancy, 1e-12);
        Assert.Equal(1.16619037896906, test.Bandwidth, 1e-12);

        // 1 of 35 splits; six standard deviations of 20,000 draws are 0.0071.
        Assert.InRange(test.P, (1.0 / 35) - 0.0071, (1.0 / 35) + 0.0072);
    }

    [Fact]
    public void EqualVectors_HaveNoEvidence()
    {
        Xoshiro256 stream = StreamKey.Root(2).Open();
        double[][] same = [[1, 1], [1, 1], [1, 1]];
        Assert.Equal(new KernelTest(0, 1, 1), KernelTest.Of(same, same, 50, ref stream));
    }

    [Fact]
    public void ManyVectors_AreSubsampledAndStillTellALargeShift()
    {
        Xoshiro256 stream = StreamKey.Root(3).Open();
        double[][] first = Draw(600, 0, ref stream), second = Draw(550, 0.5, ref stream);
        Assert.Equal(1.0 / 41, KernelTest.Of(first, second, 40, ref stream).P, 1e-12);
    }

    [Fact]
    public void ImpossibleInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Run([[1]], [[1], [2]], 10));
        Assert.Throws<ArgumentException>(() => Run([[1], [2]], [[1, 2], [2, 3]], 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(First, Second, 0));
    }

    private static KernelTest Run(double[][] x, double[][] y, int permutations)
    {
        Xoshiro256 stream = StreamKey.Root(0).Open();
        return KernelTest.Of(x, y, permutations, ref stream);
    }

    private static double[][] Draw(int count, double shift, ref Xoshiro256 stream)
    {
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
            vectors[i] = [stream.NextDouble() + shift, stream.NextDouble(), stream.NextDouble()];
        return vectors;
    }
}
