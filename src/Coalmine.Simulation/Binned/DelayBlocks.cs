using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// The delay law of labels, taken apart so that neighbouring cells can share draws. Four cells make a block. After the block's end, each of its four cells has
/// an arrival law of its own; what the four have in common, the least of the four probabilities in every later cell, is one law for all labels of the block,
/// which may therefore be pooled. A label is in the part that arrives within the block, in the common part, or in the little that is its cell's own.
/// </summary>
/// <remarks>
/// Exact: the parts are those of a mixture. Of a law that moves little in four cells almost all is common: for a lognormal whose median is 40 cells and whose
/// p95 is 240, 5 labels in 100 are their cell's own.
/// </remarks>
internal sealed class DelayBlocks
{
    /// <summary>Cells a block; block b has the cells from b times this on.</summary>
    public const int Cells = 4;

    // Where less is common, pooling draws more than it saves.
    private const double LeastCommon = 0.5;

    private readonly double[] _within;
    private readonly double[] _common;
    private readonly double[] _own;
    private readonly DelayTable[] _ownDelays;
    private readonly DelayTable _commonDelays;
    private readonly double[] _block;
    private readonly double[] _cell;

    private DelayBlocks(double[] shares, double[] common)
    {
        double all = common.Sum();
        double[] normal = [.. common.Select(share => share / all)];
        _commonDelays = DelayTable.Of(normal);
        _block = new double[normal.Length / Cells];
        _cell = new double[normal.Length];
        double left = 0;
        // From the end, so that every rest is a sum of its parts and no difference.
        for (int block = _block.Length - 1; block >= 0; block--)
        {
            double here = 0;
            for (int m = (block + 1) * Cells - 1; m >= block * Cells; m--)
            {
                here += normal[m];
                _cell[m] = here > 0 ? normal[m] / here : 0;
            }

            left += here;
            _block[block] = left > 0 ? here / left : 0;
        }

        _within = new double[Cells];
        (_common, _own, _ownDelays) = (new double[Cells], new double[Cells], new DelayTable[Cells]);
        double rest = 1;
        for (int later = 0; later < Cells; later++)
        {
            _within[later] = Part(shares[later], rest);
            rest -= shares[later];
            // The place in its block of the cell with so many more behind it.
            int place = Cells - 1 - later;
            double[] own = [.. shares.Skip(later + 1).Select((share, m) => share - (m < common.Length ? common[m] : 0))];
            double ownAll = own.Sum();
            _common[place] = Part(all, rest);
            _own[place] = Part(ownAll, rest - all);
            _ownDelays[place] = DelayTable.Of(ownAll > 0 ? [.. own.Select(share => share / ownAll)] : [0]);
        }
    }

    /// <summary>
    /// Takes a law apart: shares that arrive 0, 1, 2, ... cells later; what they lack to 1 arrives after the world's end. Nothing where too little is common.
    /// </summary>
    public static DelayBlocks? Of(ReadOnlySpan<double> shares)
    {
        int cells = shares.Length;
        while (cells > 0 && shares[cells - 1] == 0)
            cells--;
        double[] known = shares[..cells].ToArray();
        double[] common = new double[(Math.Max(0, cells - Cells) + Cells - 1) / Cells * Cells];
        for (int m = 0; m + Cells < cells; m++)
            common[m] = known.AsSpan(m + 1, Cells).ToArray().Min();
        return common.Sum() >= LeastCommon ? new DelayBlocks(known, common) : null;
    }

    /// <summary>Draws what is not common to the block, and returns how many labels are: they arrive after the block.</summary>
    public long Open(ref Xoshiro256 random, long labels, int cell, Span<long> arrivals)
    {
        int place = cell % Cells;
        int next = cell - place + Cells;
        for (int later = 0; cell + later < next; later++)
        {
            long here = BinomialSampler.Draw(ref random, labels, _within[later]);
            labels -= here;
            if (cell + later < arrivals.Length)
                arrivals[cell + later] += here;
        }

        long common = BinomialSampler.Draw(ref random, labels, _common[place]);
        long own = BinomialSampler.Draw(ref random, labels - common, _own[place]);
        _ownDelays[place].Spread(ref random, own, next, arrivals);
        return common;
    }

    /// <summary>Draws how many of a block's common labels arrive in a later block, and in which of its cells.</summary>
    /// <param name="random">Random numbers.</param>
    /// <param name="left">Common labels that have not arrived before.</param>
    /// <param name="from">The block of their answers.</param>
    /// <param name="block">The later block.</param>
    /// <param name="arrivals">Gets them.</param>
    /// <returns>How many are left.</returns>
    public long Release(ref Xoshiro256 random, long left, int from, int block, Span<long> arrivals)
    {
        int later = block - from - 1;
        long inside = BinomialSampler.Draw(ref random, left, _block[later]);
        left -= inside;
        int first = block * Cells;
        for (int i = 0; i < Cells && inside > 0; i++)
        {
            long here = BinomialSampler.Draw(ref random, inside, _cell[later * Cells + i]);
            inside -= here;
            if (first + i < arrivals.Length)
                arrivals[first + i] += here;
        }

        return left;
    }

    /// <summary>How many of a block's common labels are expected in a later block.</summary>
    /// <param name="left">Those that have not arrived before.</param>
    /// <param name="from">The block of their answers.</param>
    /// <param name="block">The later block.</param>
    public double Expected(long left, int from, int block) => left * _block[block - from - 1];

    /// <summary>Places all that is left of a block's common labels from a later block on.</summary>
    public void ReleaseAll(ref Xoshiro256 random, long left, int from, int block, Span<long> arrivals) =>
        _commonDelays.PlaceLater(ref random, left, (from + 1) * Cells, (block - from - 1) * Cells, arrivals);

    private static double Part(double share, double whole) => whole > 0 ? Math.Clamp(share / whole, 0, 1) : 0;
}
