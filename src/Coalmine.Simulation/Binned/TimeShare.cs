using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Binned;

/// <summary>Averages a level that changes at moments (a weight, a switch) over a stretch of time.</summary>
internal struct TimeShare
{
    private double _level;
    private double _integral;
    private Moment _since;
    private Moment _begin;

    /// <summary>Changes the level.</summary>
    public void Set(double level, Moment at)
    {
        _integral += _level * (at.Nanoseconds - _since.Nanoseconds);
        _since = at;
        _level = level;
    }

    /// <summary>Closes the stretch at a moment and gives its average; the next one begins there.</summary>
    public double Close(Moment at)
    {
        double average = _begin == _since
            ? _level
            : (_integral + _level * (at.Nanoseconds - _since.Nanoseconds)) / (at.Nanoseconds - _begin.Nanoseconds);
        _integral = 0;
        _begin = at;
        _since = at;
        return average;
    }
}
