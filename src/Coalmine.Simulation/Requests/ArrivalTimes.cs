using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// The moments at which the bursts of a cell arrive, in order. Poisson arrivals are as many as the binned engine has in that cell (the same stream), placed as
/// the order statistics of uniform places: sums of exponential gaps, scaled to what the cell expects, and from there to moments by the rate's stretches. They
/// are placed only when somebody asks for a moment.
/// </summary>
internal sealed class ArrivalTimes(Traffic traffic)
{
    private readonly TrafficPath _path = TrafficPath.Of(traffic);
    private double[] _places = new double[64];
    private long[] _times = new long[64];
    private StreamKey _key;
    private Moment _from;
    private Moment _to;
    private double _expected;
    private double _expectedBefore;
    private bool _arePlaced;

    /// <summary>Bursts in the cell.</summary>
    public int Count { get; private set; }

    /// <summary>A replication begins.</summary>
    public void Start(StreamKey replication)
    {
        _path.Start(replication);
        (_expected, _expectedBefore) = (0, 0);
    }

    /// <summary>Opens the next cell.</summary>
    /// <param name="cell">The cell's key.</param>
    /// <param name="from">Its beginning: the end of the one before.</param>
    /// <param name="to">Its end.</param>
    public void Open(StreamKey cell, Moment from, Moment to)
    {
        _expectedBefore += _expected;
        (_key, _from, _to, _arePlaced, _expected) = (cell, from, to, false, _path.Expected(from, to) / traffic.BurstSize);
        if (traffic.Arrivals == ArrivalKind.Regular)
        {
            Count = (int)(Math.Ceiling(_expectedBefore + _expected) - Math.Ceiling(_expectedBefore));
            return;
        }

        Xoshiro256 random = cell.With(Purpose.Arrivals).Open();
        Count = (int)PoissonSampler.Draw(ref random, _expected);
    }

    /// <summary>When a burst arrives, in nanoseconds.</summary>
    public long TimeOf(int burst)
    {
        if (!_arePlaced)
            Place();
        return _times[burst];
    }

    /// <summary>The first burst that does not arrive before a moment.</summary>
    public int FirstFrom(Moment moment)
    {
        if (moment >= _to)
            return Count;
        if (moment <= _from)
            return 0;
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (TimeOf(middle) < moment.Nanoseconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Place()
    {
        _arePlaced = true;
        if (_places.Length < Count)
            (_places, _times) = (new double[2 * Count], new long[2 * Count]);
        if (traffic.Arrivals == ArrivalKind.Regular)
            PlaceRegularly();
        else
            PlaceUniformly();
        int next = 0;
        double before = 0;
        for (Moment from = _from; from < _to;)
        {
            RatePiece piece = _path.PieceFrom(from, _to);
            double expected = piece.Expected / traffic.BurstSize;
            // What rounding leaves over at the end belongs to the last stretch.
            double end = piece.To < _to ? before + expected : double.PositiveInfinity;
            double scale = expected > 0 ? (piece.To.Nanoseconds - from.Nanoseconds) / expected : 0;
            for (; next < Count && _places[next] < end; next++)
                _times[next] = Math.Min(piece.To.Nanoseconds - 1, from.Nanoseconds + (long)((_places[next] - before) * scale));
            before += expected;
            from = piece.To;
        }
    }

    private void PlaceUniformly()
    {
        Xoshiro256 random = _key.With(Purpose.ArrivalTimes).Open();
        double sum = 0;
        for (int i = 0; i < Count; i++)
            _places[i] = sum += ExponentialSampler.Draw(ref random);
        double scale = _expected / (sum + ExponentialSampler.Draw(ref random));
        for (int i = 0; i < Count; i++)
            _places[i] *= scale;
    }

    // Regular bursts arrive whenever another whole one has become due.
    private void PlaceRegularly()
    {
        double first = Math.Ceiling(_expectedBefore);
        for (int i = 0; i < Count; i++)
            _places[i] = first + i - _expectedBefore;
    }
}
