namespace Coalmine.Simulation.Engines;

/// <summary>
/// A rate that is constant from step to step, with the requests expected before each step, so that a long stretch costs no more than a short one. Grows on
/// demand and keeps its memory.
/// </summary>
internal sealed class RateSteps
{
    private long[] _begins = new long[16];
    private double[] _rates = new double[16];
    private double[] _before = new double[16];

    /// <summary>Number of steps.</summary>
    public int Count { get; private set; }

    /// <summary>Removes all steps.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a step, which ends the one before it. The first one begins at 0.</summary>
    /// <param name="begin">Nanosecond of its beginning, after that of the step before it.</param>
    /// <param name="requestsPerSecond">The rate from there on.</param>
    public void Add(long begin, double requestsPerSecond)
    {
        if (Count == _begins.Length)
            Grow();
        _begins[Count] = begin;
        _rates[Count] = requestsPerSecond;
        _before[Count] = Count == 0 ? 0 : _before[Count - 1] + Within(Count - 1, _begins[Count - 1], begin);
        Count++;
    }

    /// <summary>The step that a moment lies in; the beginning of a step belongs to it.</summary>
    public int At(long nanosecond)
    {
        int found = Array.BinarySearch(_begins, 0, Count, nanosecond);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Where a step begins.</summary>
    public long BeginOf(int step) => _begins[step];

    /// <summary>The expected requests between two moments of one step.</summary>
    public double Within(int step, long from, long to) => _rates[step] * ((to - from) * 1e-9);

    /// <summary>The expected requests between two moments; the last step has no end.</summary>
    public double Expected(long from, long to)
    {
        int first = At(from);
        int last = At(to);
        return first == last
            ? Within(first, from, to)
            : Within(first, from, _begins[first + 1]) + (_before[last] - _before[first + 1]) + Within(last, _begins[last], to);
    }

    private void Grow()
    {
        Array.Resize(ref _begins, 2 * Count);
        Array.Resize(ref _rates, 2 * Count);
        Array.Resize(ref _before, 2 * Count);
    }
}
