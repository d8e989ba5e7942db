using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Calm and busy stretches in turn. They are drawn one after the other from a stream of their own as far as somebody looks, so that nobody's looking changes
/// them.
/// </summary>
internal sealed class BurstyPath : TrafficPath
{
    // A stretch this long outlasts every world (31 years), and ten of them still fit into a moment.
    private const double LongestStretch = 9e17;

    private readonly RateSteps _steps = new();
    private readonly double _calmRate;
    private readonly double _busyRate;
    private readonly double _calmFor;
    private readonly double _busyFor;
    private Xoshiro256 _random;
    private bool _isBusy;
    private long _until;

    /// <summary>Prepares the two states.</summary>
    public BurstyPath(double requestsPerSecond, RateShape.Bursty bursty)
    {
        Require(bursty.Factor is > 1 and < double.PositiveInfinity, "The busy rate must be above the calm one.");
        Require(bursty.CalmFor > TimeSpan.Zero && bursty.BusyFor > TimeSpan.Zero, "Calm and busy stretches must have a length.");
        _calmFor = bursty.CalmFor.Ticks * 100.0;
        _busyFor = bursty.BusyFor.Ticks * 100.0;
        _calmRate = requestsPerSecond * (_calmFor + _busyFor) / (_calmFor + bursty.Factor * _busyFor);
        _busyRate = bursty.Factor * _calmRate;
    }

    /// <inheritdoc/>
    public override void Start(StreamKey replication)
    {
        _random = replication.With(Purpose.Modulation).Open();
        _steps.Clear();
        _until = 0;
        // Where the first stretch has begun before the start does not matter: exponential lengths have no memory.
        _isBusy = _random.NextDouble() * (_calmFor + _busyFor) < _busyFor;
        Extend();
    }

    /// <inheritdoc/>
    public override double Expected(Moment from, Moment to)
    {
        Reach(to);
        return _steps.Expected(from.Nanoseconds, to.Nanoseconds);
    }

    /// <inheritdoc/>
    public override RatePiece PieceFrom(Moment from, Moment to)
    {
        Reach(to);
        int step = _steps.At(from.Nanoseconds);
        long end = Math.Min(to.Nanoseconds, step + 1 < _steps.Count ? _steps.BeginOf(step + 1) : _until);
        return new RatePiece(new Moment(end), _steps.Within(step, from.Nanoseconds, end));
    }

    private void Reach(Moment to)
    {
        while (_until <= to.Nanoseconds)
            Extend();
    }

    private void Extend()
    {
        _steps.Add(_until, _isBusy ? _busyRate : _calmRate);
        double length = ExponentialSampler.Draw(ref _random, _isBusy ? _busyFor : _calmFor);
        _until += (long)Math.Clamp(Math.Round(length), 1, LongestStretch);
        _isBusy = !_isBusy;
    }
}
