using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Spreads the labels of one cell over the cells in which they arrive: an exact multinomial over the delay in cells.</summary>
internal sealed class DelayTable
{
    // Placing one label costs about a quarter of a binomial draw.
    private const long LabelsPerCell = 4;

    private static readonly double BelowOne = Math.BitDecrement(1.0);

    private readonly double[] _cumulative;
    private readonly double[] _conditional;
    private readonly int[] _guide;

    private DelayTable(double[] cumulative, double[] conditional, int[] guide)
    {
        _cumulative = cumulative;
        _conditional = conditional;
        _guide = guide;
    }

    /// <summary>Whether all labels arrive in the cell of their answer.</summary>
    public bool IsImmediate => _conditional.Length == 1 && _conditional[0] == 1;

    /// <summary>Prepares the table from the shares that arrive 0, 1, 2, ... cells later; what they lack to 1 arrives after the world's end.</summary>
    public static DelayTable Of(ReadOnlySpan<double> shares)
    {
        int cells = shares.Length;
        while (cells > 1 && shares[cells - 1] == 0)
            cells--;
        double[] cumulative = new double[cells];
        double[] conditional = new double[cells];
        int[] guide = new int[cells];
        double sum = 0;
        for (int j = 0; j < cells; j++)
        {
            conditional[j] = sum >= 1 ? 1 : Math.Min(1, shares[j] / (1 - sum));
            sum = Math.Min(1, sum + shares[j]);
            cumulative[j] = sum;
        }

        for (int i = 0, j = 0; i < cells; i++)
        {
            while (j < cells - 1 && cumulative[j] <= (double)i / cells)
                j++;
            guide[i] = j;
        }

        return new DelayTable(cumulative, conditional, guide);
    }

    /// <summary>Adds labels of the answers of <paramref name="cell"/> to the cells of their arrival. What arrives after the last cell is dropped.</summary>
    public void Spread(ref Xoshiro256 random, long labels, int cell, Span<long> arrivals)
    {
        if (labels <= LabelsPerCell * _cumulative.Length)
            Place(ref random, (labels, 0), cell, arrivals);
        else
            Split(ref random, labels, cell, arrivals);
    }

    /// <summary>Places labels of which it is known that they arrive some cells later at the earliest. What arrives after the last cell is dropped.</summary>
    /// <param name="random">Random numbers.</param>
    /// <param name="labels">Labels.</param>
    /// <param name="cell">The cell from which delays count.</param>
    /// <param name="earliest">The least delay in cells.</param>
    /// <param name="arrivals">Gets them.</param>
    public void PlaceLater(ref Xoshiro256 random, long labels, int cell, int earliest, Span<long> arrivals)
    {
        double before = earliest == 0 ? 0 : _cumulative[Math.Min(earliest, _cumulative.Length) - 1];
        Place(ref random, (labels, before), cell, arrivals);
    }

    // Numbers at random above the share that has arrived before; all of them where nothing has.
    private void Place(ref Xoshiro256 random, (long Labels, double Before) what, int cell, Span<long> arrivals)
    {
        double[] cumulative = _cumulative;
        Xoshiro256 local = random;
        (long labels, double before) = what;
        double left = 1 - before;
        for (; labels > 0; labels--)
        {
            double u = Math.Min(before + left * local.NextDouble(), BelowOne);
            int later = _guide[(int)(u * cumulative.Length)];
            while (later < cumulative.Length && cumulative[later] <= u)
                later++;
            if (later < cumulative.Length && cell + later < arrivals.Length)
                arrivals[cell + later]++;
        }

        random = local;
    }

    private void Split(ref Xoshiro256 random, long labels, int cell, Span<long> arrivals)
    {
        int cells = Math.Min(_conditional.Length, arrivals.Length - cell);
        for (int later = 0; later < cells && labels > 0; later++)
        {
            long here = BinomialSampler.Draw(ref random, labels, _conditional[later]);
            arrivals[cell + later] += here;
            labels -= here;
        }
    }
}
