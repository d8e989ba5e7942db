using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

public sealed class StreamKeyTests
{
    private enum Small : byte
    {
        None,
        Arrivals,
    }

    private enum Wide : long
    {
        None,
        Arrivals,
        Negative = -1,
    }

    [Fact]
    public void Open_Twice_RepeatsTheDraws()
    {
        StreamKey key = StreamKey.Root(42).With(7).With(Small.Arrivals);
        Xoshiro256 first = key.Open();
        Xoshiro256 second = StreamKey.Root(42).With(7L).With(1UL).Open();
        for (int i = 0; i < 100; i++)
            Assert.Equal(first.NextUInt64(), second.NextUInt64());
    }

    [Fact]
    public void With_Enumeration_CountsByItsNumberWhateverItsSize()
    {
        StreamKey root = StreamKey.Root(1);
        Assert.Equal(root.With(1), root.With(Small.Arrivals));
        Assert.Equal(root.With(1), root.With(Wide.Arrivals));
        Assert.Equal(root.With(5), root.With(DayOfWeek.Friday));
        Assert.Equal(root.With(ulong.MaxValue), root.With(Wide.Negative));
    }

    [Fact]
    public void With_OrderAndRepetition_GiveOtherKeys()
    {
        StreamKey root = StreamKey.Root(1);
        Assert.NotEqual(root.With(1).With(2), root.With(2).With(1));
        Assert.NotEqual(root, root.With(0));
        Assert.NotEqual(root.With(0), root.With(0).With(0));
        Assert.NotEqual(root.With("ab"), root.With("a").With("b"));
        Assert.NotEqual(root.With("ab"), root.With("ba"));
        Assert.NotEqual(root.With(""), root);
    }

    [Fact]
    public void With_PartEqualToTheSeed_StillDependsOnTheSeed() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(seed => StreamKey.Root((ulong)seed).With(seed)).Distinct().Count());

    // 432,000 streams of a dense grid: chance that right hashes collide anywhere among 1.7 million words of 64 bits, 1e-7.
    [Fact]
    public void Open_DenseGridOfKeys_SharesNoWordAmongFirstFour()
    {
        var seen = new HashSet<ulong>();
        int words = 0;
        for (ulong seed = 0; seed < 3; seed++)
            for (int replication = 0; replication < 120; replication++)
                for (int node = 0; node < 100; node++)
                    for (int arm = 0; arm < 3; arm++)
                        for (int purpose = 0; purpose < 4; purpose++)
                        {
                            Xoshiro256 random = StreamKey.Root(seed).With(replication).With(node).With(arm).With(purpose).Open();
                            for (int i = 0; i < 4; i++, words++)
                                seen.Add(random.NextUInt64());
                        }

        Assert.Equal(words, seen.Count);
    }

    // 64 x 64 proportions of 4,000 fair bits: the largest deviation exceeds 6.4 standard deviations with probability 4096 x 1.6e-10 = 6e-7.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Open_OneBitOfAPartFlipped_FlipsEveryBitOfTheFirstDrawHalfTheTime(int position)
    {
        const int Trials = 4000;
        int[,] flips = new int[64, 64];
        for (int trial = 0; trial < Trials; trial++)
        {
            ulong part = (ulong)trial;
            ulong before = FirstDraw(part, position);
            for (int input = 0; input < 64; input++)
            {
                ulong changed = before ^ FirstDraw(part ^ (1UL << input), position);
                for (int output = 0; output < 64; output++)
                    flips[input, output] += (int)((changed >> output) & 1);
            }
        }

        double worst = flips.Cast<int>().Max(f => Math.Abs(f - Trials / 2.0)) / Math.Sqrt(Trials / 4.0);
        Assert.True(worst < 6.4, $"A bit deviates by {worst} standard deviations.");
    }

    // The difference of two parts must itself depend on what came before, bit by bit: 64 proportions of 4,000, 6 standard deviations, 64 x 2e-9 = 1.3e-7.
    [Fact]
    public void With_TwoParts_DifferDifferentlyBelowEveryPrefix()
    {
        const int Prefixes = 4000;
        var differences = new HashSet<ulong>();
        int[] ones = new int[64];
        for (ulong seed = 0; seed < Prefixes; seed++)
        {
            StreamKey prefix = StreamKey.Root(seed);
            ulong difference = prefix.With(1).Value ^ prefix.With(2).Value;
            differences.Add(difference);
            for (int bit = 0; bit < 64; bit++)
                ones[bit] += (int)((difference >> bit) & 1);
        }

        Assert.Equal(Prefixes, differences.Count);
        Assert.All(ones, count => Assert.InRange(Math.Abs(count - Prefixes / 2.0) / Math.Sqrt(Prefixes / 4.0), 0, 6));
    }

    // Neighbouring streams against each other: a 16 x 16 table of the leading four bits of their first draws, false alarm 1e-6.
    [Fact]
    public void Open_NeighbouringKeys_GiveIndependentFirstDraws()
    {
        StreamKey root = StreamKey.Root(2026).With(3);
        const int Pairs = 200_000;
        long[] cells = new long[256];
        for (int i = 0; i < Pairs; i++)
            cells[(root.With(2 * i).Open().NextUInt64() >> 60) * 16 + (root.With(2 * i + 1).Open().NextUInt64() >> 60)]++;
        double expected = Pairs / 256.0;
        Assert.True(GoodnessOfFit.UpperTail(cells.Sum(c => (c - expected) * (c - expected) / expected), 255) > GoodnessOfFit.FalseAlarm);
    }

    private static ulong FirstDraw(ulong part, int position)
    {
        StreamKey key = StreamKey.Root(9);
        key = position == 0 ? key.With(part).With(1) : key.With(1).With(part);
        Xoshiro256 random = key.Open();
        return random.NextUInt64();
    }
}
