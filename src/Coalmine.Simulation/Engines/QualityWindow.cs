using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// A pod's quality gauge: right / labelled over its last labels. Labels of one cell are exchangeable, so what leaves the window of a half-kept cell is a
/// hypergeometric sample of it and the gauge follows its law exactly (with bursts, whose labels come in runs, up to that order within a cell).
/// </summary>
internal sealed class QualityWindow(long size, int cells)
{
    private readonly long[] _labelled = new long[cells + 1];
    private readonly long[] _right = new long[cells + 1];
    private int _oldest;
    private int _next;
    private long _labelledInside;
    private long _rightInside;

    /// <summary>Right / labelled; NaN before the first label.</summary>
    public double Value => _labelledInside == 0 ? double.NaN : (double)_rightInside / _labelledInside;

    /// <summary>A new replication begins.</summary>
    public void Start() => (_oldest, _next, _labelledInside, _rightInside) = (0, 0, 0, 0);

    /// <summary>The labels of a cell arrive.</summary>
    /// <param name="key">Key of a stream for those that leave.</param>
    /// <param name="labelled">Labels.</param>
    /// <param name="right">Those of right answers.</param>
    public void Add(StreamKey key, long labelled, long right)
    {
        _labelled[_next] = labelled;
        _right[_next++] = right;
        _labelledInside += labelled;
        _rightInside += right;
        while (_labelledInside - _labelled[_oldest] >= size)
        {
            _labelledInside -= _labelled[_oldest];
            _rightInside -= _right[_oldest++];
        }

        if (_labelledInside > size)
            Trim(key);
    }

    private void Trim(StreamKey key)
    {
        long leaving = _labelledInside - size;
        Xoshiro256 random = key.Open();
        long right = HypergeometricSampler.Draw(ref random, _labelled[_oldest], _right[_oldest], leaving);
        _labelled[_oldest] -= leaving;
        _right[_oldest] -= right;
        _labelledInside -= leaving;
        _rightInside -= right;
    }
}
