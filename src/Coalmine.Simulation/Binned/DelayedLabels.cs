using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Labels of one kind on their way: those of a cell's answers go in, and come out in the cells of their arrival. Few are placed one by one; many are pooled by
/// blocks of cells and come out of the pools block by block, so that the cost does not grow with their number.
/// </summary>
/// <param name="delays">When labels arrive.</param>
/// <param name="blocks">The same law for pools; nothing where it does not suit them.</param>
/// <param name="cells">Cells of the world.</param>
internal sealed class DelayedLabels(DelayTable delays, DelayBlocks? blocks, int cells)
{
    // Measured: up to here a label placed by itself costs less than its cell's part of the pools.
    private const long PlacedOneByOne = 128;

    // So few that a block is expected to bring are placed to the end at once, so that the number of pools stays small.
    private const double FewABlock = 2;

    private readonly long[] _arrivals = new long[cells + 1];
    private readonly long[] _pools = new long[blocks is null ? 0 : cells / DelayBlocks.Cells + 1];
    private int _oldest;
    private int _released;
    private bool _isUsed;

    /// <summary>What arrives in each cell; complete for a cell once its own answers have been added and <see cref="Release"/> has been called for it.</summary>
    public Span<long> Arrivals
    {
        get
        {
            _isUsed = true;
            return _arrivals;
        }
    }

    /// <summary>A new replication begins.</summary>
    public void Start()
    {
        if (_isUsed)
        {
            Array.Clear(_arrivals);
            Array.Clear(_pools);
        }

        (_oldest, _released, _isUsed) = (0, 0, false);
    }

    /// <summary>Whether pools wait for a cell: <see cref="Release"/> is called before the cell is looked at.</summary>
    public bool Waits(int cell) => _released < cell / DelayBlocks.Cells;

    /// <summary>Lets out what arrives by the end of a cell's block, of answers of the blocks before.</summary>
    /// <param name="key">The key of a stream for it, the cell's own.</param>
    /// <param name="cell">The cell.</param>
    public void Release(StreamKey key, int cell)
    {
        int block = cell / DelayBlocks.Cells;
        Xoshiro256 random = _oldest < _pools.Length ? key.Open() : default;
        while (_released < block)
            ReleaseBlock(ref random, ++_released);
    }

    /// <summary>Adds labels of the answers of a cell. What arrives after the last cell is dropped.</summary>
    public void Add(ref Xoshiro256 random, long labels, int cell)
    {
        if (labels == 0)
            return;
        _isUsed = true;
        if (blocks is null || labels <= PlacedOneByOne)
            delays.Spread(ref random, labels, cell, _arrivals);
        else
            _pools[cell / DelayBlocks.Cells] += blocks.Open(ref random, labels, cell, _arrivals);
    }

    private void ReleaseBlock(ref Xoshiro256 random, int block)
    {
        for (int from = _oldest; from < Math.Min(block, _pools.Length); from++)
        {
            long left = _pools[from];
            if (left == 0)
            {
                _oldest += from == _oldest ? 1 : 0;
                continue;
            }

            if (blocks!.Expected(left, from, block) > FewABlock)
            {
                _pools[from] = blocks.Release(ref random, left, from, block, _arrivals);
                continue;
            }

            blocks.ReleaseAll(ref random, left, from, block, _arrivals);
            _pools[from] = 0;
        }
    }
}
